/// An option of an operation: name, values and default.
public struct OperationOption: Sendable, Hashable {
  /// The values of an option.
  public enum Kind: Sendable, Hashable {
    /// An integer in a range.
    case integer(ClosedRange<Int>, default: Int)
    /// One of several words.
    case choice([String], default: String)
    /// Any text.
    case text(default: String)
    /// Operations with weights, `NAME=WEIGHT,…`; it has no default.
    case operations
    /// The path of a file; it has no default.
    case file
  }

  /// The name, as in `--option crop.width=512`.
  public var name: String
  /// Values and default.
  public var kind: Kind
  /// A one-line description for lists, without a full stop.
  public var summary: String

  /// Creates an option.
  public init(_ name: String, _ kind: Kind, _ summary: String) {
    self.name = name
    self.kind = kind
    self.summary = summary
  }

  /// The default as text; nil if a value is required.
  package var defaultText: String? {
    switch kind {
    case .integer(_, let value): String(value)
    case .choice(_, let value), .text(let value): value
    case .operations, .file: nil
    }
  }
}
