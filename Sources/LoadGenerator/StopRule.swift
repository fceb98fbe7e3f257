/// When the measured window closes.
public struct StopRule: Hashable, Sendable {
  /// The length of the window, unless `iterations` are given; with `precision` its greatest length.
  public var duration: Duration
  /// Exactly so many iterations, whatever time they take.
  public var iterations: Int?
  /// With a duration: go on until so many iterations have been started.
  public var minimumIterations: Int
  /// With a duration: go on until this number of requests has ended within the window, failed ones
  /// included.
  public var minimumAnswers: Int
  /// With a duration: the greatest length of the window, whatever else it waits for.
  ///
  /// A closed loop without stages waits until each user has ended an iteration that was started in
  /// the window.
  public var limit: Duration?
  /// Close as soon as a percentile is known well enough.
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

  /// How well a percentile of the response time is to be known.
  public struct Precision: Hashable, Codable, Sendable {
    /// The percentile: 50 is the median.
    public var percentile: Double
    /// The width of the interval, in relation to the percentile, that is narrow enough.
    public var relativeWidth: Double
    /// The confidence of the interval.
    public var confidence: Double

    /// Creates a wish; `Precision(percentile: 99, relativeWidth: 0.1)` is p99 within about ±5 %.
    public init(percentile: Double = 50, relativeWidth: Double, confidence: Double = 0.95) {
      self.percentile = percentile
      self.relativeWidth = relativeWidth
      self.confidence = confidence
    }
  }
}

/// How well a percentile of the response time came to be known.
///
/// The interval takes the requests for independent of each other. Within one run of one server
/// they are not quite, so it tells when a run is long enough, and nothing of what the next run
/// will give.
public struct ReachedPrecision: Hashable, Codable, Sendable {
  /// The percentile.
  public var percentile: Double
  /// Its value in microseconds.
  public var value: UInt64
  /// The lower end of the interval in microseconds.
  public var lower: UInt64
  /// The upper end of the interval in microseconds.
  public var upper: UInt64
  /// Whether the interval is as narrow as it was to be.
  public var isReached: Bool

  /// Creates a record of what was reached.
  public init(percentile: Double, value: UInt64, lower: UInt64, upper: UInt64, isReached: Bool) {
    self.percentile = percentile
    self.value = value
    self.lower = lower
    self.upper = upper
    self.isReached = isReached
  }
}
