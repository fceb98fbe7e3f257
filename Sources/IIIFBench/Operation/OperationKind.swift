/// The kind of an operation, which determines the commands that run it.
public enum OperationKind: String, Codable, Sendable, CaseIterable {
  /// Typical work of clients, by which servers are compared.
  case work
  /// A single feature of the specification: checked once, timed only if it is named.
  case feature
  /// Requests that may harm a server: checked once, never timed.
  case harmful
}

/// How strongly the specification requires what an operation expects (RFC 2119).
public enum Obligation: String, Codable, Sendable, CaseIterable {
  /// MUST, if the server claims the features or the level.
  case must
  /// SHOULD.
  case should
  /// MAY, or not part of the specification.
  case may
}
