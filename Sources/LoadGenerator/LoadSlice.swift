/// One stretch of a load session: a warm-up and a measured window.
public struct LoadSlice: Hashable, Sendable {
  /// What is sent before the window opens, uncounted.
  public var warmUp: WarmUp
  /// When the window closes.
  public var stop: StopRule
  /// Whether the slice counts.
  ///
  /// One that does not appears in ``LoadReport/slices`` only, and the observer gets no window of it.
  /// A caller that warms up until the server is steady looks at the figures of such slices.
  public var isMeasured: Bool

  /// Creates a slice that is warmed up by one iteration of each user.
  public init(
    warmUp: WarmUp = WarmUp(rounds: 1), stop: StopRule = StopRule(), isMeasured: Bool = true
  ) {
    self.warmUp = warmUp
    self.stop = stop
    self.isMeasured = isMeasured
  }
}

/// What one slice measured.
public struct SliceReport: Hashable, Sendable {
  /// Whether the slice counts towards the report of the session.
  public var isMeasured = true
  /// When the slice began, after the start of the session.
  public var start = Duration.zero
  /// When its window opened, after the start of the session.
  public var windowStart = Duration.zero
  /// Length of the window in seconds.
  public var seconds = 0.0
  /// Requests that were due in the window and validly answered.
  public var requests = 0
  /// Requests that were due in the window and failed.
  public var errors = 0
  /// Iterations that were started in the window.
  public var iterations = 0
  /// Valid answers that were completed within the window, whenever they had been sent.
  public var completedInWindow = 0
  /// Valid answers, each with the share of its time between send and last byte that lies in the
  /// window.
  public var completions = 0.0
  /// Bytes of the bodies of valid answers, by the same shares.
  public var completedBytes = 0.0
  /// Iterations without a failure, each with the share of its time that lies in the window.
  public var iterationsCompleted = 0.0
  /// The completions of ten equal parts of the window.
  public var windowTenths = [Double](repeating: 0, count: 10)
  /// Whether the load ended before the last counted answer had come; see
  /// ``LoadReport/loadEndedEarly``.
  public var loadEndedEarly = false
  /// Whether the window closed by time rather than after a number of iterations.
  var isTimed = true

  /// Creates an empty report.
  public init() {}

  /// Valid answers per second over the window.
  public var throughput: Double { seconds > 0 ? completions / seconds : 0 }
}
