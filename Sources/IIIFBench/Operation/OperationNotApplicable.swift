/// An operation cannot be requested from a server, because the server does not send what its requests
/// need.
///
/// A check reports the operation as unsupported and sends no request.
public struct OperationNotApplicable: Error, Hashable, Sendable {
  /// What the operation needs: `an ETag with the information`.
  public var expected: String
  /// What the server sends instead.
  public var found: String

  /// Creates an error.
  public init(expected: String, found: String) {
    self.expected = expected
    self.found = found
  }
}
