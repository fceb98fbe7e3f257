public import HDRHistogram

/// What a load measured.
public struct LoadReport: Sendable {
  /// Requests due in the measured window and validly answered, in the window or later.
  public var requests = 0
  /// Failed requests due in the window, by kind.
  public var errors: [String: Int] = [:]
  /// Iterations started in the window.
  public var iterations = 0
  /// Length of the window in seconds, summed over slices.
  public var seconds = 0.0
  /// Valid answers completed in the window, whenever the requests were sent.
  public var completedInWindow = 0
  /// Valid answers, each weighted with the share of its service time that lies in the window.
  ///
  /// Divided by `seconds`, they give a throughput without bias from the window's ends, and with less
  /// noise than whole answers.
  public var completions = 0.0
  /// Bytes of the bodies of valid answers, with the same weights.
  public var completedBytes = 0.0
  /// Iterations without a failure, each weighted with the share of its time that lies in the window.
  public var iterationsCompleted = 0.0
  /// The completions in ten equal parts of the window, summed over slices.
  public var windowTenths = [Double](repeating: 0, count: 10)
  /// Whether the load ended before the last counted answer had arrived.
  ///
  /// After the window, the load continues uncounted, so that the last counted requests are answered
  /// under the same load as the others. It ends after at most twice the longest response time and
  /// 30 seconds. Requests still pending then count, although they are answered under less load.
  public var loadEndedEarly = false
  /// Throughput times mean response time, divided by the number of users; of iterations where they
  /// have several requests.
  ///
  /// By Little's law it is 1 if users wait only for valid answers. Failures and delays of the generator
  /// lower it. Nil unless the load is a closed loop limited by time, without think time and stages.
  public var littlesLaw: Double?
  /// The slices of the session in order, including those that are not measured.
  public var slices: [SliceReport] = []
  /// Bytes of the bodies of valid answers completed in the window.
  public var bytes = 0
  /// From the time a request was due to the last byte of its answer.
  public var responseTime = LatencyHistogram()
  /// From the send to the last byte.
  public var serviceTime = LatencyHistogram()
  /// From the send to the first byte of the answer.
  public var timeToFirstByte = LatencyHistogram()
  /// Durations of the phases of a transfer.
  public var phases: [Phase: LatencyHistogram] = [:]
  /// From the time an iteration was due to the last byte of its last answer; empty if every iteration
  /// is one request.
  public var iterationTime = LatencyHistogram()
  /// Figures of the parts named in the request table, in its order.
  public var parts: [PartReport] = []
  /// Figures for each second of active time; see ``TimelineSecond``.
  public var timeline: [TimelineSecond] = []
  /// Opened connections.
  public var connectionsOpened = 0
  /// Followed redirects.
  public var redirects = 0
  /// Requests that were pending when the load reached its time limit; see ``SliceTimeLimit``.
  public var unfinished = 0
  /// The first failures of each kind.
  public var failures: [FailedRequest] = []
  /// The load of the generator itself.
  public var generator = GeneratorWatch()
  /// The precision that the percentile of the stop rule reached.
  public var precision: ReachedPrecision?
  /// The HTTP implementation: `http/1.1`, `libcurl`, `libcurl, HTTP/2`.
  public var transport = ""

  /// Creates an empty report.
  public init() {}

  /// Valid answers per second over the window.
  public var throughput: Double { seconds > 0 ? completions / seconds : 0 }
}

/// A failed request, as an example of its kind.
public struct FailedRequest: Hashable, Sendable {
  /// The number of examples that are kept of each kind.
  public static let examplesPerKind = 3

  /// The kind, as in ``LoadReport/errors``.
  public var kind: String
  /// The request's index in the table.
  public var request: Int
  /// When it failed, in seconds since 1970.
  public var time: Double
  /// How long it took from its send to its failure.
  public var duration: Duration

  /// Creates an example.
  public init(kind: String, request: Int, time: Double, duration: Duration) {
    self.kind = kind
    self.request = request
    self.time = time
    self.duration = duration
  }
}

/// The figures of one part of iterations.
public struct PartReport: Sendable {
  /// The part's name.
  public var name: String
  /// From the time a request was due to the last byte, for valid answers.
  public var responseTime = LatencyHistogram()
  /// From the time the part's first step was due to the last byte of its last answer, if all answers
  /// were valid.
  public var time = LatencyHistogram()

  /// Creates an empty report.
  public init(name: String) { self.name = name }
}

/// A phase of a transfer.
public enum Phase: String, Codable, Sendable, CaseIterable {
  /// Waiting for a free connection after the request was due.
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

/// One second of a load's active time.
///
/// Active time is the time of all slices, including warm-ups and unmeasured slices, without the pauses
/// between slices. Requests count in the second in which they end.
public struct TimelineSecond: Codable, Sendable {
  /// The second, from 0.
  public var second: Int
  /// Whether the second began before the first measured window opened.
  public var warmUp: Bool
  /// Valid answers.
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

/// The load of the generator itself in the measured window.
public struct GeneratorWatch: Codable, Sendable, Equatable {
  /// CPU time of the busiest event loop divided by the length of the window, from 0 to 1.
  public var cpuShare = 0.0
  /// CPU seconds of all event loops, user and system.
  public var cpuSeconds = 0.0
  /// The longest iteration of an event loop without its wait, in microseconds.
  public var longestLoopIteration: UInt64 = 0
  /// 99th percentile, in microseconds, of the delay of requests in an open loop while a connection was
  /// free.
  public var lateness: UInt64 = 0
  /// Requests that were due but never sent.
  public var unsent = 0

  /// Whether the generator may have limited the load.
  ///
  /// This is so if the busiest loop used over 85 % of a CPU, or if the lateness exceeds both 1 ms and
  /// 5 % of the median response time.
  public var isBottleneck = false

  /// Creates a record of an idle generator.
  public init() {}

  /// Whether these figures make the generator a bottleneck, given a median response time in
  /// microseconds.
  public func wasBottleneck(medianResponse: UInt64) -> Bool {
    cpuShare > 0.85 || Double(lateness) > max(1000, 0.05 * Double(medianResponse))
  }
}
