/// A part of a load session: a warm-up and a measured window.
public struct LoadSlice: Hashable, Sendable {
  /// The uncounted load before the window.
  public var warmUp: WarmUp
  /// When the window closes.
  public var stop: StopRule
  /// Whether the slice counts.
  ///
  /// A slice that does not count appears only in ``LoadReport/slices``, and the observer is not called
  /// for its window. Such slices show whether a server has reached steady state.
  public var isMeasured: Bool
  /// The maximum time of the slice; nil for none.
  public var timeLimit: SliceTimeLimit?

  /// Creates a slice, by default with a warm-up of one iteration per user.
  public init(
    warmUp: WarmUp = WarmUp(rounds: 1), stop: StopRule = StopRule(), isMeasured: Bool = true,
    timeLimit: SliceTimeLimit? = nil
  ) {
    self.warmUp = warmUp
    self.stop = stop
    self.isMeasured = isMeasured
    self.timeLimit = timeLimit
  }
}

/// The maximum time of a slice, including its warm-up.
///
/// At the limit the window closes. Pending requests are then awaited as long as the longest response
/// took so far: not at all if no request has ended. The load then closes all connections, which ends
/// the session, and counts the rest as ``LoadReport/unfinished``.
public struct SliceTimeLimit: Hashable, Sendable {
  /// The time from the start of the slice.
  public var duration: Duration
  /// Whether the limit no longer applies once the session has a valid answer.
  public var isLiftedByAnswer: Bool

  /// Creates a limit.
  public init(_ duration: Duration, isLiftedByAnswer: Bool = false) {
    self.duration = duration
    self.isLiftedByAnswer = isLiftedByAnswer
  }
}

/// The figures of one slice.
public struct SliceReport: Hashable, Sendable {
  /// Whether the slice counts in the report of the session.
  public var isMeasured = true
  /// When the slice began, since the start of the session.
  public var start = Duration.zero
  /// When its window opened, since the start of the session.
  public var windowStart = Duration.zero
  /// Length of the window in seconds.
  public var seconds = 0.0
  /// Requests due in the window and validly answered.
  public var requests = 0
  /// Failed requests due in the window.
  public var errors = 0
  /// Iterations started in the window.
  public var iterations = 0
  /// Valid answers completed in the window, whenever the requests were sent.
  public var completedInWindow = 0
  /// Valid answers, each weighted with the share of its service time that lies in the window.
  public var completions = 0.0
  /// Bytes of the bodies of valid answers, with the same weights.
  public var completedBytes = 0.0
  /// Iterations without a failure, each weighted with the share of its time that lies in the window.
  public var iterationsCompleted = 0.0
  /// The completions in ten equal parts of the window.
  public var windowTenths = [Double](repeating: 0, count: 10)
  /// Whether the load ended before the last counted answer had arrived; see
  /// ``LoadReport/loadEndedEarly``.
  public var loadEndedEarly = false
  /// Whether the slice reached its time limit, which ended the session.
  public var reachedTimeLimit = false
  /// Whether the window closed by time, not after a number of iterations.
  var isTimed = true

  /// Creates an empty report.
  public init() {}

  /// Valid answers per second over the window.
  public var throughput: Double { seconds > 0 ? completions / seconds : 0 }
}
