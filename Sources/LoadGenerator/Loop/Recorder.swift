import HDRHistogram

/// Records the measurements of one event loop.
struct Recorder {
  private var report = LoadReport()
  private var wait = LatencyHistogram()
  private var nameLookup = LatencyHistogram()
  private var connect = LatencyHistogram()
  private var tls = LatencyHistogram()
  private var transfer = LatencyHistogram()
  private var lateness = LatencyHistogram()
  private var timeline = TimelineRecorder()
  /// Failures by kind: the verification's kinds, then the faults.
  private var failures: [(name: String, count: Int, examples: Int)]
  private let kindCount: Int
  private(set) var valid = 0
  private(set) var failed = 0
  /// The sums of the current slice.
  private(set) var slice = SliceSums(expecting: 0)
  private var isMeasured = true
  /// The longest response time so far, including failures.
  private(set) var longest: Nanoseconds = 0

  init(kinds: [String], parts: [String] = []) {
    report.parts = parts.map { PartReport(name: $0) }
    kindCount = kinds.count
    failures = (kinds + Fault.allCases.map(\.rawValue)).map { ($0, 0, 0) }
  }

  /// Begins a slice; `origin` is its start minus the active time of earlier slices.
  mutating func beginSlice(_ slice: LoadSlice, timelineOrigin origin: Nanoseconds) {
    isMeasured = slice.isMeasured
    self.slice = SliceSums(expecting: slice.stop.expectedLength)
    timeline.origin = origin
  }

  /// Adds the slice to the report if it is measured, and returns its sums.
  mutating func endSlice() -> SliceSums {
    guard isMeasured else { return slice }
    report.iterations += slice.iterations
    report.completedInWindow += slice.completedInWindow
    report.completions += slice.completions
    report.bytes += slice.bytes
    report.completedBytes += slice.completedBytes
    report.iterationsCompleted += slice.iterationsCompleted
    return slice
  }

  /// Records a request; `isCounted` if it was due in the window.
  mutating func record(
    _ exchange: LoadExchange, due: Nanoseconds, isCounted: Bool, window: MeasuredWindow
  ) {
    let responseTime = microseconds(exchange.done - due)
    let isValid = exchange.outcome == .valid
    longest = max(longest, exchange.done - due)
    timeline.record(
      at: exchange.done, responseTime: responseTime, isValid: isValid, bytes: exchange.bodyBytes)
    if isValid { valid += 1 } else { failed += 1 }
    slice.record(exchange, in: window)
    if !isValid { keepExample(of: exchange) }
    guard isCounted else { return }
    if isValid { slice.requests += 1 } else { slice.errors += 1 }
    guard isMeasured else { return }
    report.redirects += exchange.redirects
    if isValid {
      recordSuccess(exchange, due: due, responseTime: responseTime)
    } else {
      failures[failureIndex(of: exchange.outcome)].count += 1
    }
  }

  /// Keeps a failed request if there are few of its kind, counted or not.
  private mutating func keepExample(of exchange: LoadExchange) {
    let index = failureIndex(of: exchange.outcome)
    guard failures[index].examples < FailedRequest.examplesPerKind else { return }
    failures[index].examples += 1
    let age = Clock.now() - exchange.done
    report.failures.append(
      FailedRequest(
        kind: failures[index].name, request: exchange.request,
        time: Clock.wallTime() - Double(age) / 1e9,
        duration: .nanoseconds(exchange.done - exchange.sent)))
  }

  /// Counts requests that are still pending at the time limit.
  mutating func leaveUnfinished(_ count: Int) { report.unfinished += count }

  private mutating func recordSuccess(
    _ exchange: LoadExchange, due: Nanoseconds, responseTime: UInt64
  ) {
    report.requests += 1
    report.responseTime.record(responseTime)
    report.serviceTime.record(microseconds(exchange.done - exchange.sent))
    report.timeToFirstByte.record(microseconds(exchange.firstByte - exchange.sent))
    transfer.record(microseconds(exchange.done - exchange.firstByte))
    wait.record(microseconds(exchange.started - due))
    if let opening = exchange.opening {
      nameLookup.record(microseconds(opening.nameLookup))
      connect.record(microseconds(opening.connect))
      if let duration = opening.tls { tls.record(microseconds(duration)) }
    }
  }

  /// The place of a failure's kind in `failures`.
  private func failureIndex(of outcome: Outcome) -> Int {
    switch outcome {
    case .valid: 0
    case .invalid(let kind): min(kind, kindCount - 1)
    case .fault(let fault): kindCount + (Fault.allCases.firstIndex(of: fault) ?? 0)
    }
  }

  /// The response times so far.
  var responseTimes: LatencyHistogram { report.responseTime }

  /// Counts an iteration that started in the window.
  mutating func iterationStarted() { slice.iterations += 1 }

  /// Records an iteration of several requests without a failure; `isCounted` if it started in the
  /// window.
  mutating func recordIteration(
    from start: Nanoseconds, due: Nanoseconds, to end: Nanoseconds, isCounted: Bool,
    window: MeasuredWindow
  ) {
    longest = max(longest, end - due)
    slice.iterationsCompleted += window.share(from: start, to: end)
    if isCounted, isMeasured { report.iterationTime.record(microseconds(end - due)) }
  }

  /// Records the response time of a counted valid answer in a part.
  mutating func record(_ exchange: LoadExchange, due: Nanoseconds, ofPart index: Int) {
    guard isMeasured else { return }
    report.parts[index].responseTime.record(microseconds(exchange.done - due))
  }

  /// Records the duration of a part without a failure.
  mutating func record(time: Nanoseconds, ofPart index: Int) {
    guard isMeasured else { return }
    report.parts[index].time.record(microseconds(time))
  }

  /// Records the delay of a request while a connection was free.
  mutating func record(lateness duration: Nanoseconds) {
    if isMeasured { lateness.record(microseconds(duration)) }
  }

  /// Returns the result of the loop.
  mutating func finish(watch: LoopWatch, connectionsOpened: Int, transport: String) -> LoopResult {
    for failure in failures where failure.count > 0 {
      report.errors[failure.name, default: 0] += failure.count
    }
    report.phases = [
      .wait: wait, .nameLookup: nameLookup, .connect: connect, .tls: tls,
      .firstByte: report.timeToFirstByte, .transfer: transfer,
    ]
    report.connectionsOpened = connectionsOpened
    report.transport = transport
    return LoopResult(
      report: report, lateness: lateness, timeline: timeline.finish(), watch: watch)
  }
}

extension StopRule {
  /// The expected length of a window: 10 ms if it closes after a number of iterations.
  fileprivate var expectedLength: Nanoseconds {
    iterations == nil ? duration.nanoseconds : 10_000_000
  }
}

/// Rounds to whole microseconds, at least 1.
func microseconds(_ duration: Nanoseconds) -> UInt64 { UInt64(max((duration + 500) / 1000, 1)) }
