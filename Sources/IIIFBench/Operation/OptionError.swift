/// Values that do not fit an operation's options.
public struct OptionError: Error, Hashable, CustomStringConvertible {
  /// One thing that is wrong.
  public enum Problem: Hashable, Sendable {
    /// No option of that name.
    case unknown(name: String, known: [String])
    /// The text is no value of the option.
    case invalid(option: OperationOption, text: String)
    /// The option has no default, and no value was given.
    case missing(option: OperationOption)
    /// One of the operations that the option names cannot be used.
    case share(option: OperationOption, problem: ShareError.Problem)
  }

  /// Everything that is wrong.
  public var problems: [Problem]

  /// Creates an option error.
  package init(
    problems: [Problem]
  ) {
    self.problems = problems
  }
  /// A sentence for each problem.
  public var description: String { problems.map(\.sentence).joined(separator: "\n") }
}

extension OptionError.Problem {
  /// The name of the option that the problem is with.
  package var option: String {
    switch self {
    case .unknown(let name, _): name
    case .invalid(let option, _), .missing(let option), .share(let option, _): option.name
    }
  }

  fileprivate var sentence: String {
    switch self {
    case .unknown(let name, let known):
      known.isEmpty
        ? "there is no option '\(name)': the operation has none"
        : "there is no option '\(name)'; there are: \(known.joined(separator: ", "))"
    case .invalid(let option, let text):
      "'\(text)' is no value of option '\(option.name)': expected \(option.kind.expectation)"
    case .missing(let option):
      "option '\(option.name)' has no default: give it \(option.kind.expectation)"
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
