/// A part of an iteration that has figures of its own: what a viewer needs for its first view, or one
/// of several operations that take turns.
public struct OperationPart: Hashable, Sendable {
  /// The name under which the figures stand.
  public var name: String
  /// Whether the step goes on with the part of the step before, if that has the same name.
  public var continues: Bool

  /// Names a part; `continues` joins the step to the one before.
  public init(_ name: String, continues: Bool = false) {
    self.name = name
    self.continues = continues
  }
}
