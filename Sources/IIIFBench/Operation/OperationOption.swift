/// A setting of an operation: its name, its values and its default.
public struct OperationOption: Sendable, Hashable {
  /// The values that an option takes.
  public enum Kind: Sendable, Hashable {
    /// A whole number within a range.
    case integer(ClosedRange<Int>, default: Int)
    /// One of a few words.
    case choice([String], default: String)
    /// Any text.
    case text(default: String)
  }

  /// The name, as in `--option crop.width=512`.
  public var name: String
  /// Values and default.
  public var kind: Kind
  /// One line for lists, without a full stop.
  public var summary: String

  /// Creates an option.
  public init(_ name: String, _ kind: Kind, _ summary: String) {
    self.name = name
    self.kind = kind
    self.summary = summary
  }

  /// The default as a text.
  public var defaultText: String {
    switch kind {
    case .integer(_, let value): String(value)
    case .choice(_, let value), .text(let value): value
    }
  }
}

/// A value for each option of an operation, checked against the option's kind.
public struct OptionValues: Sendable, Hashable {
  private let texts: [String: String]

  /// Takes the given texts for the options that they name, and the defaults for the others.
  ///
  /// - Throws: ``OptionError`` with everything that is wrong with the texts.
  public init(_ texts: [String: String], for options: [OperationOption]) throws(OptionError) {
    var problems: [OptionError.Problem] = []
    var values = Dictionary(options.map { ($0.name, $0.defaultText) }) { first, _ in first }
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      guard let option = options.first(where: { $0.name == name }) else {
        problems.append(.unknown(name: name, known: options.map(\.name)))
        continue
      }
      if option.accepts(text) {
        values[name] = text
      } else {
        problems.append(.invalid(option: option, text: text))
      }
    }
    guard problems.isEmpty else { throw OptionError(problems: problems) }
    self.texts = values
  }

  /// The value of an option of the kind `integer`.
  public func integer(_ name: String) -> Int {
    guard let value = texts[name].flatMap({ Int($0) }) else {
      preconditionFailure("the operation declares no integer option '\(name)'")
    }
    return value
  }

  /// The value of an option of the kinds `choice` and `text`.
  public func text(_ name: String) -> String {
    guard let value = texts[name] else {
      preconditionFailure("the operation declares no option '\(name)'")
    }
    return value
  }
}

/// Values that do not fit an operation's options.
public struct OptionError: Error, Hashable, CustomStringConvertible {
  /// One thing that is wrong.
  public enum Problem: Hashable, Sendable {
    /// No option of that name.
    case unknown(name: String, known: [String])
    /// The text is no value of the option.
    case invalid(option: OperationOption, text: String)
  }

  /// Everything that is wrong.
  public var problems: [Problem]

  /// A sentence for each problem.
  public var description: String { problems.map(\.sentence).joined(separator: "\n") }
}

extension OptionError.Problem {
  fileprivate var sentence: String {
    switch self {
    case .unknown(let name, let known):
      known.isEmpty
        ? "there is no option '\(name)': the operation has none"
        : "there is no option '\(name)'; there are: \(known.joined(separator: ", "))"
    case .invalid(let option, let text):
      "'\(text)' is no value of option '\(option.name)': expected \(option.kind.expectation)"
    }
  }
}

extension OperationOption {
  fileprivate func accepts(_ text: String) -> Bool {
    switch kind {
    case .integer(let range, _): Int(text).map(range.contains) ?? false
    case .choice(let words, _): words.contains(text)
    case .text: true
    }
  }
}

extension OperationOption.Kind {
  fileprivate var expectation: String {
    switch self {
    case .integer(let range, _): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .choice(let words, _): "one of \(words.joined(separator: ", "))"
    case .text: "a text"
    }
  }
}
