import HDRHistogram
import Synchronization

/// What the conductor sees of a running load.
struct LoadWatch {
  private let plan: LoadPlan
  private let observer: (any LoadObserver)?
  private let loops: [LoopProgress]
  private var nextReport: Nanoseconds
  private var interim = InterimTimes()
  /// When the load began.
  let loadStart: Nanoseconds
  /// When the measured window was opened, once it was.
  var opened: Nanoseconds?

  init(
    plan: LoadPlan, observer: (any LoadObserver)?, loops: [LoopProgress], loadStart: Nanoseconds
  ) {
    self.plan = plan
    self.observer = observer
    self.loops = loops
    self.loadStart = loadStart
    nextReport = loadStart
  }

  /// Iterations started.
  var started: Int { loops.reduce(0) { $0 + $1.started.load(ordering: .relaxed) } }

  /// Iterations started in the window.
  var startedInWindow: Int {
    loops.reduce(0) { $0 + $1.startedInWindow.load(ordering: .relaxed) }
  }

  /// The response times that all loops have copied since the last call, and asks them for new
  /// copies; nil when they are not all there.
  func responseTimes() -> LatencyHistogram? {
    var sum = LatencyHistogram()
    var isComplete = true
    for loop in loops {
      let wanted = loop.copiesWanted.load(ordering: .relaxed)
      let copy = loop.copy.withLock { $0 }
      if copy.number < wanted { isComplete = false }
      if let times = copy.responseTimes { sum.add(times) }
      if copy.number == wanted { loop.copiesWanted.store(wanted + 1, ordering: .releasing) }
    }
    return isComplete && sum.count > 0 ? sum : nil
  }

  /// Whether no loop runs any more.
  var haveAllEnded: Bool { loops.allSatisfy { $0.hasEnded.load(ordering: .acquiring) } }

  /// Tells the observer how far the load is, about four times a second.
  mutating func tellObserver(_ now: Nanoseconds) {
    guard let observer, now >= nextReport else { return }
    nextReport = now + 250_000_000
    if let times = responseTimes() { interim.take(times) }
    observer.progressed(
      LoadProgress(
        fraction: fraction(now),
        requests: loops.reduce(0) { $0 + $1.right.load(ordering: .relaxed) },
        errors: loops.reduce(0) { $0 + $1.wrong.load(ordering: .relaxed) },
        p50: interim.p50, p99: interim.p99, recent: interim.recent))
  }

  private func fraction(_ now: Nanoseconds) -> Double {
    let done: Double
    let whole: Double
    if let iterations = plan.stop.iterations {
      done = Double(started)
      whole = Double(iterations + plan.warmUp.iterations)
    } else {
      let warmUp = opened.map { $0 - loadStart } ?? plan.warmUp.duration.nanoseconds
      done = Double(now - loadStart)
      whole = Double(warmUp + plan.stop.duration.nanoseconds)
    }
    return whole > 0 ? min(1, done / whole) : 1
  }
}
