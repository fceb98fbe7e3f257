import Support

/// The problems of an operation's option values.
package struct OptionError: Error, Hashable, CustomStringConvertible {
  /// A single problem.
  package enum Problem: Hashable, Sendable {
    /// No option of that name.
    case unknown(name: String, known: [String])
    /// The text is not a valid value of the option.
    case invalid(option: OperationOption, text: String)
    /// A required option has no value.
    case missing(option: OperationOption)
    /// An operation that the option names cannot be used.
    case share(option: OperationOption, problem: ShareError.Problem)
  }

  /// All problems.
  package var problems: [Problem]

  /// Creates an error.
  package init(
    problems: [Problem]
  ) {
    self.problems = problems
  }
  /// One line per problem.
  package var description: String { problems.map(\.sentence).joined(separator: "\n") }
}

extension OptionError.Problem {
  /// The name of the affected option.
  package var option: String {
    switch self {
    case .unknown(let name, _): name
    case .invalid(let option, _), .missing(let option), .share(let option, _): option.name
    }
  }

  fileprivate var sentence: String {
    switch self {
    case .unknown(let name, let known): unknownName("option", name, among: known)
    case .invalid(let option, let text):
      "'\(text)' is not valid for option '\(option.name)': expected \(option.kind.expectation)"
    case .missing(let option):
      "option '\(option.name)' needs a value: \(option.kind.expectation)"
    case .share(let option, let problem): "option '\(option.name)': \(problem.sentence)"
    }
  }
}

extension OperationOption.Kind {
  fileprivate var expectation: String {
    switch self {
    case .integer(let range, _): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .choice(let words, _): "one of \(words.joined(separator: ", "))"
    case .text: "a text"
    case .operations: "operations with their weights, NAME=WEIGHT,NAME=WEIGHT"
    case .file: "the path of a file"
    }
  }
}
