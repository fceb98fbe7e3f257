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

  /// Runs the load to its end and says what was measured.
  ///
  /// A cancelled task breaks off the load within some milliseconds, closes all connections and
  /// throws `CancellationError`; a plan that cannot be run throws ``LoadError``.
  public func run() async throws -> LoadReport {
    let session = try LoadSession(plan: plan, verification: verification, observer: observer)
    _ = try await session.run(LoadSlice(warmUp: plan.warmUp, stop: plan.stop))
    return try await session.finish()
  }
}

/// Is told of the progress of a load, on a thread of the generator's own.
///
/// In a session of several slices the window of each measured slice opens and closes.
public protocol LoadObserver: Sendable {
  /// The warm-up has ended and the measured window opens.
  func windowWillOpen()
  /// The measured window has closed; requests that are under way are still awaited.
  func windowDidClose()
  /// About four times a second while the load runs.
  func progressed(_ progress: LoadProgress)
}

/// Interim figures of a load.
public struct LoadProgress: Sendable {
  /// The share of the load, or of the slice that runs, that is done, from 0 to 1, warm-up included.
  public var fraction: Double
  /// Valid answers so far.
  public var requests: Int
  /// Failures so far.
  public var errors: Int
  /// Median response time in the window so far in microseconds; nil before the first answer.
  public var p50: UInt64?
  /// 99th percentile of it in microseconds; nil before the first answer.
  public var p99: UInt64?
  /// Median response time since the report before, in microseconds; nil without an answer.
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
