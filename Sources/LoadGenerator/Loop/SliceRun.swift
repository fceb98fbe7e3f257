import Synchronization

/// Runs one slice: opens and closes the window, reports to the observer, and collects the figures.
struct SliceRun {
  let plan: LoadPlan
  let slice: LoadSlice
  let observer: (any LoadObserver)?
  let control: SliceControl
  var watch: LoadWatch

  /// How long before an end of the window it is announced, so that every loop knows it in time.
  private static let notice: Nanoseconds = 1_000_000
  /// How long beyond its duration the warm-up waits for complete rounds.
  private static let roundLimit: Nanoseconds = 30_000_000_000

  /// Runs the slice to its end and blocks the calling thread.
  mutating func run() {
    guard warmUp() else { return }
    let opened = control.opensAt.load(ordering: .relaxed)
    if slice.stop.iterations != nil {
      waitForLoops()
    } else {
      closeByTime(opened: opened)
    }
    if slice.isMeasured, !control.isCancelled { observer?.windowDidClose() }
    waitForLoops()
  }

  /// Waits for the end of the warm-up and opens the window; false if the load has ended before.
  private mutating func warmUp() -> Bool {
    // Without a warm-up, the window was opened before the loops started.
    if slice.warmUp.isEmpty { return true }
    let warmUp = slice.warmUp
    let end = control.start + warmUp.duration.nanoseconds
    let isWarm = wait(until: end) { now, watch in
      now >= end && watch.started >= warmUp.iterations
        && (watch.isWarm || now >= end + Self.roundLimit)
    }
    guard isWarm else { return false }
    if slice.isMeasured { observer?.windowWillOpen() }
    control.opensAt.store(Clock.now() + Self.notice, ordering: .releasing)
    return true
  }

  /// Closes the window at its full length, later if minimum numbers are not reached, or earlier if the
  /// precision is reached.
  private mutating func closeByTime(opened: Nanoseconds) {
    let stop = slice.stop
    let full = opened + stop.duration.nanoseconds
    let latest = min(stop.limit.map { opened + $0.nanoseconds } ?? .max, closingLimit)
    control.fullAt.store(full, ordering: .relaxed)
    if plan.needsNoWait(stop) {
      control.closesAt.store(full, ordering: .releasing)
    } else {
      let isEnough = wait(until: min(full, latest)) { now, watch in
        now >= latest
          || watch.startedInWindow >= stop.minimumIterations
            && watch.endedInWindow >= stop.minimumAnswers && watch.hasFullRound
      }
      guard isEnough else { return }
      let notice = Clock.now() + Self.notice
      var closes = notice >= latest ? notice : min(max(full, notice), latest)
      if let precision = stop.precision, closes > notice {
        waitForPrecision(precision, until: closes - Self.notice)
        closes = min(closes, Clock.now() + Self.notice)
      }
      control.closesAt.store(closes, ordering: .releasing)
    }
    let closes = control.closesAt.load(ordering: .relaxed)
    _ = wait(until: closes) { now, _ in now >= closes }
  }

  private mutating func waitForPrecision(_ precision: StopRule.Precision, until end: Nanoseconds) {
    var next = Clock.now()
    _ = wait(until: end) { now, watch in
      if now >= end { return true }
      guard now >= next else { return false }
      next = now + 100_000_000
      guard let times = watch.responseTimes() else { return false }
      return ReachedPrecision(precision, of: times)?.isReached ?? false
    }
  }

  private mutating func waitForLoops() { _ = wait(until: .max) { _, _ in false } }

  /// Waits for a condition, which is checked every few milliseconds and at `time`; false if all loops
  /// have ended before.
  private mutating func wait(
    until time: Nanoseconds, _ condition: (Nanoseconds, borrowing LoadWatch) -> Bool
  ) -> Bool {
    while true {
      let now = Clock.now()
      if condition(now, watch) { return true }
      if control.hasEnded { return false }
      if hasReachedLimit(now) { control.isAbandoned.store(true, ordering: .relaxed) }
      watch.report(now, fraction: fraction(now))
      let rest = time - now
      control.loopEnded.wait(until: now + (rest > 0 ? min(rest, 5_000_000) : 500_000))
    }
  }

  /// When the window closes at the latest because of the slice's time limit.
  private var closingLimit: Nanoseconds {
    guard let limit = slice.timeLimit, !limit.isLiftedByAnswer else { return .max }
    return control.start + limit.duration.nanoseconds
  }

  /// Whether pending requests are given up.
  private func hasReachedLimit(_ now: Nanoseconds) -> Bool {
    guard let limit = slice.timeLimit else { return false }
    let end = control.start + limit.duration.nanoseconds
    guard now >= end, !(limit.isLiftedByAnswer && watch.valid > 0) else { return false }
    return now >= end + watch.longest
  }

  private func fraction(_ now: Nanoseconds) -> Double {
    let done: Double
    let whole: Double
    if let iterations = slice.stop.iterations {
      done = Double(watch.started)
      whole = Double(iterations + slice.warmUp.iterations)
    } else {
      let opened = control.opensAt.load(ordering: .relaxed)
      let warmUp =
        opened == .max ? slice.warmUp.duration.nanoseconds : opened - control.start
      done = Double(now - control.start)
      whole = Double(warmUp + slice.stop.duration.nanoseconds)
    }
    return whole > 0 ? min(1, done / whole) : 1
  }
}

extension SliceRun {
  /// The figures of the slice, once it has ended.
  func report(sessionStart: Nanoseconds) -> SliceReport {
    var report = SliceReport()
    report.isMeasured = slice.isMeasured
    report.isTimed = slice.stop.iterations == nil
    report.start = .nanoseconds(control.start - sessionStart)
    report.reachedTimeLimit = control.isAbandoned.load(ordering: .relaxed)
    report.windowStart = report.start
    let opened = control.opensAt.load(ordering: .relaxed)
    guard let sums = control.sums.withLock({ $0 }), opened < .max else { return report }
    var closed = control.closesAt.load(ordering: .relaxed)
    if closed == .max { closed = max(opened, sums.lastDone) }
    report.windowStart = .nanoseconds(opened - sessionStart)
    report.seconds = Double(closed - opened) / 1e9
    report.requests = sums.requests
    report.errors = sums.errors
    report.iterations = sums.iterations
    report.completedInWindow = sums.completedInWindow
    report.completions = sums.completions
    report.completedBytes = sums.completedBytes
    report.iterationsCompleted =
      plan.hasLargeIterations ? sums.iterationsCompleted : sums.completions
    report.windowTenths = sums.bins.tenths(of: closed - opened)
    report.loadEndedEarly = control.loadEndedEarly.load(ordering: .relaxed)
    return report
  }
}

extension LoadPlan {
  /// Whether the end of the window is known from its beginning, because it waits for nothing but its
  /// length.
  fileprivate func needsNoWait(_ stop: StopRule) -> Bool {
    guard stop.minimumIterations <= 1, stop.minimumAnswers == 0, stop.precision == nil,
      stop.limit == nil
    else { return false }
    if case .open(let rate, .constant, _) = schedule, stages.isEmpty {
      return stop.duration >= .seconds(2 / rate)
    }
    return false
  }

  /// Whether the options need libcurl's HTTP.
  var needsLibcurl: Bool {
    connections.transport == .libcurl || connections.maximumRedirects > 0
      || speaksHTTP2
  }

  /// Whether HTTP/2 may be used; without TLS it is not negotiated.
  private var speaksHTTP2: Bool {
    switch connections.version {
    case .http1: false
    case .http2: Origin(origin)?.isSecure ?? false
    case .http2PriorKnowledge: true
    }
  }
}
