/// When the measured window closes.
public struct StopRule: Hashable, Sendable {
  /// The length of the window unless `iterations` are set; with `precision`, its maximum.
  public var duration: Duration
  /// The exact number of iterations; the window has no time limit then.
  public var iterations: Int?
  /// With a duration: the minimum number of started iterations.
  public var minimumIterations: Int
  /// With a duration: the minimum number of requests that end in the window, including failed ones.
  public var minimumAnswers: Int
  /// With a duration: the maximum length of the window.
  ///
  /// Up to this limit, the window waits for the minimum numbers and, in a closed loop without stages,
  /// until each user has ended an iteration that it started in the window.
  public var limit: Duration?
  /// The precision of a percentile that closes the window early.
  public var precision: Precision?

  /// Creates a rule; `iterations` take precedence over `duration` and `precision`.
  public init(
    duration: Duration = .seconds(10), iterations: Int? = nil, minimumIterations: Int = 1,
    minimumAnswers: Int = 0, limit: Duration? = nil, precision: Precision? = nil
  ) {
    self.duration = duration
    self.iterations = iterations
    self.minimumIterations = minimumIterations
    self.minimumAnswers = minimumAnswers
    self.limit = limit
    self.precision = precision
  }

  /// The required precision of a percentile of the response time.
  public struct Precision: Hashable, Codable, Sendable {
    /// The percentile: 50 is the median.
    public var percentile: Double
    /// The maximum width of the interval, relative to the percentile.
    public var relativeWidth: Double
    /// The confidence of the interval.
    public var confidence: Double

    /// Creates a precision; `Precision(percentile: 99, relativeWidth: 0.1)` is p99 ± about 5 %.
    public init(percentile: Double = 50, relativeWidth: Double, confidence: Double = 0.95) {
      self.percentile = percentile
      self.relativeWidth = relativeWidth
      self.confidence = confidence
    }
  }
}

/// The precision that a percentile of the response time reached.
///
/// The interval assumes independent requests, which holds only roughly within one run of one server.
/// It shows whether a run is long enough, but does not predict another run.
public struct ReachedPrecision: Hashable, Codable, Sendable {
  /// The percentile.
  public var percentile: Double
  /// Its value in microseconds.
  public var value: UInt64
  /// The lower end of the interval in microseconds.
  public var lower: UInt64
  /// The upper end of the interval in microseconds.
  public var upper: UInt64
  /// Whether the interval is as narrow as required.
  public var isReached: Bool

  /// Creates a record.
  public init(percentile: Double, value: UInt64, lower: UInt64, upper: UInt64, isReached: Bool) {
    self.percentile = percentile
    self.value = value
    self.lower = lower
    self.upper = upper
    self.isReached = isReached
  }
}
