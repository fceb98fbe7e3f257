/// A part of an iteration that has figures of its own, such as the first view of a viewer, or one of
/// several operations in a mix.
public struct OperationPart: Hashable, Sendable {
  /// The name of the part.
  public var name: String
  /// Whether the step continues the part of the previous step if both have the same name.
  public var continues: Bool

  /// Creates a part.
  public init(_ name: String, continues: Bool = false) {
    self.name = name
    self.continues = continues
  }
}
