public import HDRHistogram

/// What a load measured.
public struct LoadReport: Sendable {
  /// Requests that were due in the measured window and validly answered, then or later.
  public var requests = 0
  /// Failures of requests that were due in the window, by kind.
  public var errors: [String: Int] = [:]
  /// Iterations that were started in the window.
  public var iterations = 0
  /// Length of the window; of several slices the sum.
  public var seconds = 0.0
  /// Valid answers that were completed within the window, whenever they had been sent.
  public var completedInWindow = 0
  /// Valid answers, each with the share of its time between send and last byte that lies in the
  /// window; over `seconds` they give the throughput without bias from the window's two ends, and
  /// with less noise than whole answers.
  public var completions = 0.0
  /// Bytes of the bodies of valid answers, by the same shares.
  public var completedBytes = 0.0
  /// Iterations without a failure, each with the share of its time that lies in the window.
  public var iterationsCompleted = 0.0
  /// The completions of ten equal parts of the window; of several slices the sums of their parts.
  public var windowTenths = [Double](repeating: 0, count: 10)
  /// Whether the load ended before the last counted answer had come.
  ///
  /// After the window load goes on, uncounted, so that the last counted requests are answered under
  /// the same load as the others. That is cut off after twice the longest response time seen, at most
  /// 30 seconds; what is still under way then is answered under less load and counts all the same.
  public var loadEndedEarly = false
  /// Throughput times mean response time over the number of users, by whole iterations where they
  /// have several requests.
  ///
  /// By Little's law it is 1 when users wait for nothing but valid answers; failures and delays of the
  /// generator lower it. Nil unless the load is a closed loop of a duration, without think time and
  /// stages.
  public var littlesLaw: Double?
  /// The slices of the session in their order, with those that are not measured.
  public var slices: [SliceReport] = []
  /// Bytes of the bodies of valid answers completed within the window.
  public var bytes = 0
  /// From the moment at which a request was due to the last byte.
  public var responseTime = LatencyHistogram()
  /// From the send to the last byte.
  public var serviceTime = LatencyHistogram()
  /// From the send to the first byte of the answer.
  public var timeToFirstByte = LatencyHistogram()
  /// Durations of the parts of a transfer.
  public var phases: [Phase: LatencyHistogram] = [:]
  /// Time from the first request of an iteration to the last byte of its last answer, where
  /// iterations have more than one request.
  public var iterationTime = LatencyHistogram()
  /// Figures of the parts that the table names, in its order.
  public var parts: [PartReport] = []
  /// Figures for each second of the load, warm-up included and the pauses between slices left out.
  public var timeline: [TimelineSecond] = []
  /// Connections that were opened.
  public var connectionsOpened = 0
  /// Redirects that were followed.
  public var redirects = 0
  /// Requests that were sent again over a new connection, because the server had closed the kept
  /// one before the first byte of the answer; the time that took is in their figures.
  public var retries = 0
  /// Answers that were complete, by the first digit of their status.
  public var statusClasses = [Int](repeating: 0, count: 10)
  /// From the moment at which a request was due to its failure, by kind.
  public var failureTime: [String: LatencyHistogram] = [:]
  /// How busy the generator itself was.
  public var generator = GeneratorWatch()
  /// How well the percentile of the plan's stop rule came to be known.
  public var precision: ReachedPrecision?
  /// The transport that was used: `http/1.1`, `libcurl`, `libcurl, HTTP/2`.
  public var transport = ""

  /// Creates an empty report.
  public init() {}

  /// Valid answers per second over the window.
  public var throughput: Double { seconds > 0 ? completions / seconds : 0 }
}

/// What was measured of one part of iterations.
public struct PartReport: Sendable {
  /// The part's name.
  public var name: String
  /// From the moment at which a request was due to the last byte, of its valid answers.
  public var responseTime = LatencyHistogram()
  /// From the moment at which the part's first step was due to the last byte of its last answer,
  /// where all of its answers were right.
  public var time = LatencyHistogram()

  /// Creates an empty report.
  public init(name: String) { self.name = name }
}

/// A part of a transfer.
public enum Phase: String, Codable, Sendable, CaseIterable {
  /// Waiting for a connection after the request was due.
  case wait
  /// Name look-up; on new connections only.
  case nameLookup
  /// TCP connect; on new connections only.
  case connect
  /// TLS handshake; on new connections only.
  case tls
  /// From the send to the first byte.
  case firstByte
  /// From the first byte to the last.
  case transfer
}

/// One second of a load.
public struct TimelineSecond: Codable, Sendable {
  /// The second, counted from the start of the load.
  public var second: Int
  /// Whether the second began before the measured window.
  public var warmUp: Bool
  /// Valid answers completed.
  public var requests: Int
  /// Failures.
  public var errors: Int
  /// Bytes of bodies.
  public var bytes: Int
  /// Median response time in microseconds; 0 without an answer.
  public var p50: UInt64
  /// 99th percentile of response time in microseconds; 0 without an answer.
  public var p99: UInt64

  /// Creates a second's figures.
  public init(
    second: Int, warmUp: Bool, requests: Int, errors: Int, bytes: Int, p50: UInt64, p99: UInt64
  ) {
    self.second = second
    self.warmUp = warmUp
    self.requests = requests
    self.errors = errors
    self.bytes = bytes
    self.p50 = p50
    self.p99 = p99
  }
}

/// How busy the generator itself was in the measured window.
public struct GeneratorWatch: Codable, Sendable, Equatable {
  /// CPU time of the busiest event loop over the length of the window, from 0 to 1.
  public var cpuShare = 0.0
  /// CPU seconds of all event loops, user and system.
  public var cpuSeconds = 0.0
  /// The longest iteration of an event loop without its wait, in microseconds.
  public var longestLoopIteration: UInt64 = 0
  /// 99th percentile of the time by which requests of an open schedule were sent late although a
  /// connection was free, in microseconds.
  public var lateness: UInt64 = 0
  /// Requests that were due and never sent before the load ended.
  public var unsent = 0

  /// Whether the generator rather than the server may have been measured.
  ///
  /// So when the busiest loop's share of a CPU was over 85 %, or the lateness over both 1 ms and
  /// 5 % of the median response time.
  public var isBottleneck = false

  /// Creates a record of an idle generator.
  public init() {}

  /// Judges the figures beside a median response time in microseconds.
  public func wasBottleneck(medianResponse: UInt64) -> Bool {
    cpuShare > 0.85 || Double(lateness) > max(1000, 0.05 * Double(medianResponse))
  }
}
