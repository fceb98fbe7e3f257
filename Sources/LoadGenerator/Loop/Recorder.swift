import HDRHistogram

/// Collects what one event loop measures.
///
/// As in ``EventLoop``, state needs no check for exclusive access.
final class Recorder {
  @exclusivity(unchecked) private var report = LoadReport()
  @exclusivity(unchecked) private var wait = LatencyHistogram()
  @exclusivity(unchecked) private var nameLookup = LatencyHistogram()
  @exclusivity(unchecked) private var connect = LatencyHistogram()
  @exclusivity(unchecked) private var tls = LatencyHistogram()
  @exclusivity(unchecked) private var transfer = LatencyHistogram()
  @exclusivity(unchecked) private var lateness = LatencyHistogram()
  @exclusivity(unchecked) private var timeline: TimelineRecorder
  @exclusivity(unchecked) private var failures: [Failure]
  private let kindCount: Int
  @exclusivity(unchecked) private(set) var right = 0
  @exclusivity(unchecked) private(set) var wrong = 0
  @exclusivity(unchecked) private var lastDone: Nanoseconds = 0

  /// Failures of one kind.
  private struct Failure {
    let name: String
    var count = 0
    var time: LatencyHistogram?
  }

  init(kinds: [String], parts: [String] = [], loadStart: Nanoseconds) {
    report.parts = parts.map { PartReport(name: $0) }
    kindCount = kinds.count
    failures = (kinds + Fault.allCases.map(\.rawValue)).map { Failure(name: $0) }
    timeline = TimelineRecorder(start: loadStart)
  }

  /// Takes an ended request; `inWindow` when its figures count, `doneInWindow` when its end does.
  func record(_ exchange: Exchange, due: Nanoseconds, inWindow: Bool, doneInWindow: Bool) {
    lastDone = max(lastDone, exchange.done)
    let responseTime = microseconds(exchange.done - due)
    let isRight = exchange.outcome == .right
    timeline.record(
      at: exchange.done, responseTime: responseTime, isRight: isRight, bytes: exchange.bodyBytes)
    if isRight { right += 1 } else { wrong += 1 }
    if isRight && doneInWindow {
      report.completedInWindow += 1
      report.bytes += exchange.bodyBytes
    }
    guard inWindow else { return }
    report.redirects += exchange.redirects
    report.retries += exchange.retries
    if isRight {
      recordSuccess(exchange, due: due, responseTime: responseTime)
    } else {
      recordFailure(exchange.outcome, responseTime: responseTime)
    }
    if exchange.status >= 100 { report.statusClasses[min(exchange.status / 100, 9)] += 1 }
  }

  private func recordSuccess(_ exchange: Exchange, due: Nanoseconds, responseTime: UInt64) {
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

  private func recordFailure(_ outcome: Outcome, responseTime: UInt64) {
    let index: Int
    switch outcome {
    case .right: return
    case .wrong(let kind): index = min(kind, kindCount - 1)
    case .fault(let fault): index = kindCount + (Fault.allCases.firstIndex(of: fault) ?? 0)
    }
    failures[index].count += 1
    failures[index].time = failures[index].time ?? LatencyHistogram()
    failures[index].time?.record(responseTime)
  }

  /// The response times so far.
  var responseTimes: LatencyHistogram { report.responseTime }

  /// Counts an iteration that was started in the window.
  func iterationStarted() { report.iterations += 1 }

  /// Takes the duration of an iteration of several requests that all went well.
  func record(iterationTime: Nanoseconds) {
    report.iterationTime.record(microseconds(iterationTime))
  }

  /// Takes the response time of a right answer, which counts, to a request of a part.
  func record(_ exchange: Exchange, due: Nanoseconds, ofPart index: Int) {
    report.parts[index].responseTime.record(microseconds(exchange.done - due))
  }

  /// Takes the duration of a part of an iteration that went well.
  func record(time: Nanoseconds, ofPart index: Int) {
    report.parts[index].time.record(microseconds(time))
  }

  /// Takes the time by which a request was sent late although a connection was free.
  func record(lateness duration: Nanoseconds) { lateness.record(microseconds(duration)) }

  /// The result of the loop; the recorder takes nothing more after that.
  func finish(watch: LoopWatch, connectionsOpened: Int, transport: String) -> LoopResult {
    for failure in failures where failure.count > 0 {
      report.errors[failure.name, default: 0] += failure.count
      report.failureTime[failure.name] = failure.time
    }
    report.phases = [
      .wait: wait, .nameLookup: nameLookup, .connect: connect, .tls: tls,
      .firstByte: report.timeToFirstByte, .transfer: transfer,
    ]
    report.connectionsOpened = connectionsOpened
    report.transport = transport
    return LoopResult(
      report: report, lateness: lateness, timeline: timeline.finish(), watch: watch,
      lastDone: lastDone)
  }
}

/// Whole microseconds, rounded, at least 1, and at most what a histogram takes.
func microseconds(_ duration: Nanoseconds) -> UInt64 {
  UInt64(min(max((duration + 500) / 1000, 1), 600_000_000))
}
