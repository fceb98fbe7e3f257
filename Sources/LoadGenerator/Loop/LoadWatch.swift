import HDRHistogram
import Synchronization

/// The progress of a running session, summed over its event loops.
struct LoadWatch: Sendable {
  private let observer: (any LoadObserver)?
  private let loops: [LoopProgress]
  private var nextReport: Nanoseconds = 0
  private var interim = InterimTimes()

  init(observer: (any LoadObserver)?, loops: [LoopProgress]) {
    self.observer = observer
    self.loops = loops
  }

  /// Iterations started in the slice.
  var started: Int { loops.reduce(0) { $0 + $1.started.load(ordering: .relaxed) } }

  /// Iterations started in the window.
  var startedInWindow: Int {
    loops.reduce(0) { $0 + $1.startedInWindow.load(ordering: .relaxed) }
  }

  /// Requests that ended in the window.
  var endedInWindow: Int { loops.reduce(0) { $0 + $1.endedInWindow.load(ordering: .relaxed) } }

  /// Valid answers of the session.
  var valid: Int { loops.reduce(0) { $0 + $1.valid.load(ordering: .relaxed) } }

  /// The longest response time of the session, including failures; 0 before the first.
  var longest: Nanoseconds { loops.map { $0.longest.load(ordering: .relaxed) }.max() ?? 0 }

  /// Whether each user has completed the warm-up's iterations.
  var isWarm: Bool { loops.allSatisfy { $0.isWarm.load(ordering: .relaxed) } }

  /// Whether each user has ended an iteration that it started in the window.
  var hasFullRound: Bool { loops.allSatisfy { $0.hasFullRound.load(ordering: .relaxed) } }

  /// Returns the response times that the loops copied since the last call, and requests new copies;
  /// nil if a copy is missing.
  func responseTimes() -> LatencyHistogram? {
    var sum = LatencyHistogram()
    var isComplete = true
    for loop in loops {
      let requested = loop.copiesRequested.load(ordering: .relaxed)
      let copy = loop.copy.withLock { $0 }
      if copy.number < requested { isComplete = false }
      if let times = copy.responseTimes { sum.add(times) }
      if copy.number == requested {
        loop.copiesRequested.store(requested + 1, ordering: .releasing)
      }
    }
    return isComplete && sum.count > 0 ? sum : nil
  }

  /// Reports to the observer, about four times a second.
  mutating func report(_ now: Nanoseconds, fraction: Double) {
    guard let observer, now >= nextReport else { return }
    nextReport = now + 250_000_000
    if let times = responseTimes() { interim.update(times) }
    observer.progressed(
      LoadProgress(
        fraction: fraction,
        requests: valid,
        errors: loops.reduce(0) { $0 + $1.failed.load(ordering: .relaxed) },
        p50: interim.p50, p99: interim.p99, recent: interim.recent))
  }
}
