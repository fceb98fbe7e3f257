package import IIIFBench
package import Results
package import IIIF

/// What a check found out about one operation on one server and source format.
package struct FeatureResult: Codable, Hashable, Sendable {
  /// What a server makes of a feature, compared with what it claims.
  package enum Verdict: String, Codable, Sendable, CaseIterable {
    /// Claimed and right.
    case supported
    /// Right, though not claimed.
    case unclaimed
    /// Neither claimed nor right: an honest gap.
    case unsupported
    /// Claimed, or mandatory for every server, but invalid. What the specification only recommends or
    /// permits is never wrong.
    case wrong
    /// A process of the server ended.
    case crashed
  }

  /// The server's name, or `name@variant`.
  package var server: String
  /// The version of the Image API.
  package var version: APIVersion
  /// The source format.
  package var format: SourceFormat
  /// The operation.
  package var operation: String
  /// How strongly the specification asks for it.
  package var obligation: Obligation
  /// What the server makes of it.
  package var verdict: Verdict
  /// What was wrong, with an example; nil when nothing was.
  package var finding: ErrorExample?

  /// Creates a result.
  package init(
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
  package var isFailure: Bool { verdict == .crashed || verdict == .wrong }

  /// Whether a reader should see the finding: an invalid answer to what is claimed, mandatory or
  /// recommended, or a crash.
  package var isNotable: Bool {
    isFailure || (verdict == .unsupported && obligation == .should)
  }

  /// The kind of a finding without an answer.
  package static let noAnswer = "no-answer"
}
