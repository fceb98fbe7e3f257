import Support

/// Names or options that fit nothing that exists.
package struct SelectionError: Error, Hashable, CustomStringConvertible {
  /// A sentence for each thing that was not found.
  package var problems: [String]

  /// Creates an error.
  package init(problems: [String]) {
    self.problems = problems
  }

  /// A name that nothing has, with the names that exist and the nearest one.
  package static func unknown(_ kind: String, _ name: String, known: [String]) -> SelectionError {
    SelectionError(problems: [
      "there is no \(kind) '\(name)'\(suggestion(for: name, in: known)); "
        + (known.isEmpty ? "there is none" : "there are: " + known.joined(separator: ", "))
    ])
  }

  /// All sentences, a line each.
  package var description: String { problems.joined(separator: "\n") }
}
