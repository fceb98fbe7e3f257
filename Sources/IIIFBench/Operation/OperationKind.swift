/// What an operation is for, which decides where it runs.
public enum OperationKind: String, Codable, Sendable, CaseIterable {
  /// Work as clients do it: what servers are compared by.
  case work
  /// A single feature of the specification, checked once and timed only when it is asked for by
  /// name.
  case feature
  /// Requests that a server may come to harm by: checked once, never among timed requests.
  case harmful
}

/// How strongly the specification asks for what an operation expects (RFC 2119).
public enum Obligation: String, Codable, Sendable, CaseIterable {
  /// MUST, where the server claims the features or the level that bring it.
  case must
  /// SHOULD.
  case should
  /// MAY, or outside the specification.
  case may
}
