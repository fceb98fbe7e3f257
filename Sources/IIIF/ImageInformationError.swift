/// The problems of a document that is not valid image information.
package struct ImageInformationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A single problem.
  package enum Problem: Hashable, Sendable {
    /// The text is not JSON.
    case notJSON
    /// The text is JSON but not an object.
    case notAnObject
    /// `@context` does not name the context of version 2 or 3.
    case context(found: String)
    /// A required property is missing.
    case missing(key: String)
    /// A property has a value of the wrong type.
    case wrongType(key: String, expected: String)
  }

  /// All problems.
  package var problems: [Problem]

  /// Creates an error.
  package init(problems: [Problem]) {
    self.problems = problems
  }

  /// All problems in one line.
  package var description: String {
    "invalid image information: " + problems.map(\.sentence).joined(separator: "; ")
  }
}

extension ImageInformationError.Problem {
  fileprivate var sentence: String {
    switch self {
    case .notJSON: "the text is not JSON"
    case .notAnObject: "the text is not a JSON object"
    case .context(let found):
      "'@context' is '\(found)', expected http://iiif.io/api/image/2/context.json or "
        + "http://iiif.io/api/image/3/context.json"
    case .missing(let key): "'\(key)' is missing"
    case .wrongType(let key, let expected): "'\(key)' is not \(expected)"
    }
  }
}
