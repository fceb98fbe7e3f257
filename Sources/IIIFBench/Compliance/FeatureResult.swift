public import IIIF

/// What a check found out about one operation on one server and source format.
public struct FeatureResult: Codable, Hashable, Sendable {
  /// What a server makes of a feature, compared with what it claims.
  public enum Verdict: String, Codable, Sendable, CaseIterable {
    /// Claimed and right.
    case supported
    /// Right, though not claimed.
    case unclaimed
    /// Neither claimed nor right: an honest gap.
    case unsupported
    /// Claimed, or demanded of every server, but wrong.
    case wrong
    /// A process of the server ended.
    case crashed
  }

  /// The server's name, or `name@variant`.
  public var server: String
  /// The version of the Image API.
  public var version: APIVersion
  /// The source format.
  public var format: SourceFormat
  /// The operation.
  public var operation: String
  /// How strongly the specification asks for it.
  public var obligation: Obligation
  /// What the server makes of it.
  public var verdict: Verdict
  /// What was wrong, with an example; nil when nothing was.
  public var finding: ErrorExample?

  /// Creates a result.
  public init(
    server: String, version: APIVersion, format: SourceFormat, operation: String,
    obligation: Obligation, verdict: Verdict, finding: ErrorExample?
  ) {
    self.server = server
    self.version = version
    self.format = format
    self.operation = operation
    self.obligation = obligation
    self.verdict = verdict
    self.finding = finding
  }

  /// Whether the result makes a check fail: a claim or a MUST that does not hold, or a crash.
  public var isFailure: Bool {
    verdict == .crashed || (verdict == .wrong && obligation == .must)
  }
}
