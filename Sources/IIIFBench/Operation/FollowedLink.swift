/// A URL in a valid answer that must lead to another valid answer.
public struct FollowedLink: Sendable {
  /// The place of the URL.
  public enum Place: Sendable {
    /// The value of a header field.
    case field(String)
    /// The `id` of the image information in the body; the information below it is requested.
    case informationID
  }

  /// The place of the URL.
  public var place: Place
  /// A short name of the URL for messages: `id`.
  public var name: String
  /// The conditions for a valid answer.
  public var expectation: Expectation

  /// Creates a link.
  public init(_ name: String, in place: Place, expectation: Expectation) {
    self.name = name
    self.place = place
    self.expectation = expectation
  }
}
