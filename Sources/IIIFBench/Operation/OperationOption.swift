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
    /// Operations with their weights, `NAME=WEIGHT,…`; there is no default.
    case operations
    /// The path of a file; there is no default.
    case file
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

  /// The default as a text; nil where a value must be given.
  public var defaultText: String? {
    switch kind {
    case .integer(_, let value): String(value)
    case .choice(_, let value), .text(let value): value
    case .operations, .file: nil
    }
  }
}
