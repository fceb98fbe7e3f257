/// The validated values of an operation's options.
public struct OptionValues: Sendable {
  private let texts: [String: String]
  private let shares: [String: [OperationShare]]

  /// Validates texts by option name and takes the defaults of the other options.
  ///
  /// `operations` are the operations that an operation may be composed of.
  ///
  /// - Throws: ``OptionError`` with all problems.
  package init(
    _ texts: [String: String], for options: [OperationOption],
    among operations: [any ImageOperation.Type] = []
  ) throws(OptionError) {
    var problems: [OptionError.Problem] = []
    var values: [String: String] = [:]
    var shares: [String: [OperationShare]] = [:]
    for name in texts.keys.sorted() where !options.contains(where: { $0.name == name }) {
      problems.append(.unknown(name: name, known: options.map(\.name)))
    }
    for option in options {
      guard let text = texts[option.name] ?? option.defaultText else {
        problems.append(.missing(option: option))
        continue
      }
      guard option.accepts(text) else {
        problems.append(.invalid(option: option, text: text))
        continue
      }
      values[option.name] = text
      guard option.kind == .operations else { continue }
      do {
        shares[option.name] = try OperationShare.shares(in: text, among: operations)
      } catch {
        problems += error.problems.map { .share(option: option, problem: $0) }
      }
    }
    guard problems.isEmpty else { throw OptionError(problems: problems) }
    self.texts = values
    self.shares = shares
  }

  /// The value of an option of the kind `integer`.
  public func integer(_ name: String) -> Int {
    guard let value = texts[name].flatMap({ Int($0) }) else {
      preconditionFailure("the operation declares no integer option '\(name)'")
    }
    return value
  }

  /// The text of an option of any kind.
  public func text(_ name: String) -> String {
    guard let value = texts[name] else {
      preconditionFailure("the operation declares no option '\(name)'")
    }
    return value
  }

  /// The value of an option of the kind `operations`.
  public func operations(_ name: String) -> [OperationShare] {
    guard let value = shares[name] else {
      preconditionFailure("the operation declares no option '\(name)' for operations")
    }
    return value
  }
}

extension OperationOption {
  fileprivate func accepts(_ text: String) -> Bool {
    switch kind {
    case .integer(let range, _): Int(text).map(range.contains) ?? false
    case .choice(let words, _): words.contains(text)
    case .text: true
    case .operations, .file: !text.isEmpty
    }
  }
}
