/// Runs loads.
public struct LoadGenerator: Sendable {
  private let plan: LoadPlan
  private let verification: any ResponseVerification
  private let observer: (any LoadObserver)?

  /// Creates a generator for one load.
  public init(
    plan: LoadPlan, verification: any ResponseVerification, observer: (any LoadObserver)? = nil
  ) {
    self.plan = plan
    self.verification = verification
    self.observer = observer
  }

  /// Runs the load to its end and returns its report.
  ///
  /// A cancelled task stops the load within milliseconds and closes all connections.
  ///
  /// - Throws: ``LoadError`` for an invalid plan, or `CancellationError`.
  public func run() async throws -> LoadReport {
    let session = try LoadSession(plan: plan, verification: verification, observer: observer)
    _ = try await session.run(LoadSlice(warmUp: plan.warmUp, stop: plan.stop))
    return try await session.finish()
  }
}

/// Observes the progress of a load; called on a thread of the generator.
///
/// In a session, the window of each measured slice opens and closes.
public protocol LoadObserver: Sendable {
  /// The measured window is about to open.
  func windowWillOpen()
  /// The measured window has closed; pending requests are still awaited.
  func windowDidClose()
  /// Reports progress about four times a second.
  func progressed(_ progress: LoadProgress)
}

/// Interim figures of a load.
public struct LoadProgress: Sendable {
  /// The completed share of the load or of the current slice, from 0 to 1, including the warm-up.
  public var fraction: Double
  /// Valid answers so far.
  public var requests: Int
  /// Failures so far.
  public var errors: Int
  /// Median response time in microseconds; nil before the first answer in the window.
  public var p50: UInt64?
  /// 99th percentile of the response time in microseconds; nil before the first answer.
  public var p99: UInt64?
  /// Median response time since the last report in microseconds; nil without an answer.
  public var recent: UInt64?

  /// Creates interim figures.
  public init(
    fraction: Double, requests: Int, errors: Int, p50: UInt64? = nil, p99: UInt64? = nil,
    recent: UInt64? = nil
  ) {
    self.fraction = fraction
    self.requests = requests
    self.errors = errors
    self.p50 = p50
    self.p99 = p99
    self.recent = recent
  }
}
