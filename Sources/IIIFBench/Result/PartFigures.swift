internal import LoadGenerator

/// Figures of one part of an operation's iterations: a view of a viewer, or one of several operations
/// that take turns.
public struct PartFigures: Codable, Hashable, Sendable {
  /// The part's name.
  public var name: String
  /// From the moment at which a request was due to the last byte, of right answers.
  public var responseTime: LatencyFigures?
  /// From the moment at which the part was due to the last byte of its last answer, where all of its
  /// answers were right.
  public var time: LatencyFigures?

  init(_ report: PartReport) {
    name = report.name
    responseTime = LatencyFigures(report.responseTime)
    time = LatencyFigures(report.time)
  }
}
