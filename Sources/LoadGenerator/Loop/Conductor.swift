import CLinux
import Synchronization

/// Leads a load on a thread of its own: starts the loops, opens and closes the window, tells the
/// observer, and adds up what was measured.
struct Conductor: Sendable {
  let plan: LoadPlan
  let verification: any ResponseVerification
  let observer: (any LoadObserver)?
  let control: LoopControl

  /// Runs the load; the calling thread is blocked meanwhile.
  func run() throws(LoadError) -> LoadReport {
    let count = WorkShare.loops(threads: plan.threads, users: plan.users)
    let progress = (0..<count).map { _ in LoopProgress() }
    let messages = plan.needsLibcurl ? nil : RequestMessages(plan: plan)
    if !plan.hasWarmUp { observer?.windowWillOpen() }
    let loadStart = Clock.now()
    if !plan.hasWarmUp { control.opensAt.store(loadStart, ordering: .releasing) }
    let threads = (0..<count).compactMap { index in
      let share = WorkShare(index: index, count: count)
      return LoopThread {
        let work = LoopWork(plan: plan, share: share, loadStart: loadStart)
        if let result = runLoop(work, messages: messages, progress: progress[index]) {
          _ = progress[index].result.storeIfNil(result)
        }
        progress[index].hasEnded.store(true, ordering: .releasing)
      }
    }
    if threads.count == count {
      lead(LoadWatch(plan: plan, observer: observer, loops: progress, loadStart: loadStart))
    } else {
      control.isCancelled.store(true, ordering: .relaxed)
    }
    for thread in threads { thread.join() }
    let loops = progress.compactMap { $0.result.load() }
    guard loops.count == count else { throw .noResources }
    return LoadReport(merging: loops, loadStart: loadStart, control: control, plan: plan)
  }

  private func runLoop(
    _ work: LoopWork, messages: RequestMessages?, progress: LoopProgress
  ) -> LoopResult? {
    event_precise_timers()
    let (thread, slots) = (work.share.index, work.users * work.slotsPerUser)
    if let messages {
      let carrier = SocketTransport(
        plan: plan, messages: messages, verification: verification, thread: thread, slots: slots)
      return carrier.map { runLoop(work, over: $0, progress: progress) }
    }
    let carrier = MultiTransport(
      plan: plan, verification: verification, thread: thread, slots: slots)
    return carrier.map { runLoop(work, over: $0, progress: progress) }
  }

  private func runLoop<Carrier: Transport>(
    _ work: LoopWork, over carrier: Carrier, progress: LoopProgress
  ) -> LoopResult {
    let recorder = Recorder(
      kinds: verification.kinds, parts: work.table.partNames, loadStart: work.loadStart)
    let loop = EventLoop(
      work: work, carrier: carrier, recorder: recorder, control: control, progress: progress)
    let watch = loop.run()
    return recorder.finish(
      watch: watch, connectionsOpened: carrier.connectionsOpened, transport: carrier.name)
  }
}

// MARK: The window

extension Conductor {
  /// Follows the load from its start to the end of its window.
  private func lead(_ watch: consuming LoadWatch) {
    if plan.hasWarmUp {
      let end = watch.loadStart + plan.warmUp.duration.nanoseconds
      let isWarm = wait(&watch, until: end) { now, watch in
        now >= end && watch.started >= plan.warmUp.iterations
      }
      guard isWarm else { return }
      observer?.windowWillOpen()
      control.opensAt.store(Clock.now(), ordering: .releasing)
    }
    let opened = control.opensAt.load(ordering: .relaxed)
    watch.opened = opened
    if plan.stop.iterations != nil {
      _ = wait(&watch, until: .max) { _, _ in false }
    } else {
      closeByTime(&watch, at: opened + plan.stop.duration.nanoseconds)
    }
    guard !control.isCancelled.load(ordering: .relaxed) else { return }
    observer?.windowDidClose()
  }

  /// Closes the window at `end`, or later, when enough iterations have been started, or earlier,
  /// when the wished precision is reached.
  private func closeByTime(_ watch: inout LoadWatch, at end: Nanoseconds) {
    var closes = end
    if !plan.startsEnoughByItself {
      let isEnough = wait(&watch, until: end) { _, watch in
        watch.startedInWindow >= plan.stop.minimumIterations
      }
      guard isEnough else { return }
      closes = max(end, Clock.now())
    }
    if let precision = plan.stop.precision {
      waitForPrecision(&watch, precision, until: closes)
      closes = Clock.now()
    }
    control.closesAt.store(closes, ordering: .releasing)
    _ = wait(&watch, until: closes) { now, _ in now >= closes }
  }

  private func waitForPrecision(
    _ watch: inout LoadWatch, _ precision: StopRule.Precision, until end: Nanoseconds
  ) {
    var next = Clock.now()
    _ = wait(&watch, until: end) { now, watch in
      if now >= end { return true }
      guard now >= next else { return false }
      next = now + 100_000_000
      guard let times = watch.responseTimes() else { return false }
      return ReachedPrecision(precision, of: times)?.isReached ?? false
    }
  }

  /// Waits for a condition, which is looked at every few milliseconds and at `time`; false when
  /// the load has ended before.
  private func wait(
    _ watch: inout LoadWatch, until time: Nanoseconds,
    _ condition: (Nanoseconds, borrowing LoadWatch) -> Bool
  ) -> Bool {
    while true {
      let now = Clock.now()
      if condition(now, watch) { return true }
      if control.isCancelled.load(ordering: .relaxed) || watch.haveAllEnded { return false }
      watch.tellObserver(now)
      let rest = time - now
      Clock.sleep(rest > 0 ? min(rest, 5_000_000) : 500_000)
    }
  }
}

extension LoadPlan {
  /// Whether anything comes before the measured window.
  var hasWarmUp: Bool { warmUp.duration > .zero || warmUp.iterations > 0 }

  /// Whether the least number of iterations is due within the window whatever happens, so that its
  /// end is known from the beginning.
  fileprivate var startsEnoughByItself: Bool {
    guard stages.isEmpty, stop.minimumIterations <= 1 else { return false }
    return switch schedule {
    case .closed: true
    case .open(let rate, .constant, _): stop.duration >= .seconds(2 / rate)
    case .open, .recorded: false
    }
  }

  /// Whether the options ask for something that the generator's own reader does not do.
  var needsLibcurl: Bool {
    connections.transport == .libcurl || connections.maximumRedirects > 0
      || connections.acceptEncoding != nil || speaksHTTP2
  }

  /// Whether HTTP/2 may be spoken; without TLS there is no asking for it.
  private var speaksHTTP2: Bool {
    switch connections.version {
    case .http1: false
    case .http2: Origin(origin)?.isSecure ?? false
    case .http2PriorKnowledge: true
    }
  }
}
