import Synchronization

/// Runs one event loop's share of a load: starts iterations when they are due, sends their requests,
/// and records the outcomes.
struct EventLoop<LoopTransport: Transport & ~Copyable>: ~Copyable {
  private let work: LoopWork
  private var transport: LoopTransport
  private var recorder: Recorder
  private let progress: LoopProgress
  /// The load of the loop itself.
  private var watch = LoopWatch()
  private var control = SliceControl(slice: LoadSlice(), start: 0)
  private var users: [LoopUser]
  private var idle: [Int] = []
  private var idleSince: Nanoseconds = 0
  private var arrivals: ArrivalSequence?
  private var nextDue: Nanoseconds = 0
  private var thinking = WakeQueue()
  private var activeUsers = 0
  private var copiesMade = 0
  /// Iterations started in the session.
  private var iterations = 0
  private var started = 0
  private var startedInWindow = 0
  private var inFlight = 0
  private var window = MeasuredWindow()
  private var warmUsers = 0
  private var usersWithRound = 0
  /// Pending iterations that started before the window closed; nil until it has closed.
  private var awaited: Int?
  /// The longest response time when the window closed, or the first after it.
  private var longestBeforeClosing: Nanoseconds = 0
  private var hasNothingAwaited = false
  private var isStopping = false
  private var isCancelled = false
  private var isAbandoned = false
  private var limits: SliceLimits

  init(
    work: LoopWork, transport: consuming LoopTransport, recorder: Recorder, progress: LoopProgress
  ) {
    self.work = work
    self.transport = transport
    self.recorder = recorder
    self.progress = progress
    users = Array(repeating: LoopUser(), count: work.users)
    limits = SliceLimits(LoadSlice(), share: work.share)
  }

  /// Runs a slice to its end and returns its sums.
  mutating func run(_ slice: SliceControl) -> SliceSums {
    begin(slice)
    var now = Clock.now()
    // Detects connections that the server closed during the pause.
    if slice.index > 0 {
      _ = transport.wait(until: now)
      while transport.nextEnded() != nil {}
    }
    while true {
      readControl(now)
      if hasEnded(now) { break }
      startDueIterations(now)
      publish(now)
      let waited = transport.wait(until: deadline(now))
      while let exchange = transport.nextEnded() { ended(exchange) }
      let end = Clock.now()
      watch.iterated(from: now, to: end, waited: waited)
      now = end
    }
    publish(now)
    watch.close(at: Clock.now())
    watch.unsent += unsent()
    if isAbandoned { recorder.leaveUnfinished(inFlight) }
    return recorder.endSlice()
  }

  private mutating func begin(_ slice: SliceControl) {
    control = slice
    limits = SliceLimits(slice.slice, share: work.share)
    window = MeasuredWindow()
    for user in users.indices { users[user] = LoopUser() }
    idle = (0..<work.users).reversed()
    idleSince = slice.start
    thinking = WakeQueue()
    (activeUsers, started, startedInWindow, warmUsers, usersWithRound) = (0, 0, 0, 0, 0)
    (awaited, longestBeforeClosing, hasNothingAwaited, isStopping) = (nil, 0, false, false)
    arrivals = work.arrivals(slice: slice.index)
    nextDue = slice.start
    updateNextDue()
    recorder.beginSlice(slice.slice, timelineOrigin: slice.timelineOrigin)
    watch.begin(isMeasured: slice.slice.isMeasured)
  }

  private mutating func readControl(_ now: Nanoseconds) {
    readWindow()
    if now >= window.closes { updateAwaited(now) }
    if control.isCancelled { (isCancelled, isStopping) = (true, true) }
    if control.isAbandoned.load(ordering: .relaxed) { (isAbandoned, isStopping) = (true, true) }
    watch.update(at: now, window)
  }

  /// Reads the ends of the window once they are announced.
  private mutating func readWindow() {
    if window.opens == .max { readOpening() }
    if window.closes == .max { window.closes = control.closesAt.load(ordering: .acquiring) }
  }

  private mutating func readOpening() {
    window.opens = control.opensAt.load(ordering: .acquiring)
    guard window.opens < .max, arrivals != nil else { return }
    arrivals?.startStages(at: window.opens - control.start)
    updateNextDue()
  }

  private mutating func updateNextDue() {
    guard let arrivals else { return }
    nextDue = arrivals.due == .max ? .max : control.start + arrivals.due
  }

  private mutating func publish(_ now: Nanoseconds) {
    let requested = progress.copiesRequested.load(ordering: .acquiring)
    if requested != copiesMade {
      copiesMade = requested
      progress.copy.withLock { $0 = (requested, recorder.responseTimes) }
    }
    progress.started.store(started, ordering: .relaxed)
    progress.startedInWindow.store(startedInWindow, ordering: .relaxed)
    progress.endedInWindow.store(recorder.slice.endedInWindow, ordering: .relaxed)
    progress.valid.store(recorder.valid, ordering: .relaxed)
    progress.failed.store(recorder.failed, ordering: .relaxed)
    progress.longest.store(recorder.longest, ordering: .relaxed)
    if window.opens == .max {
      progress.isWarm.store(isWarm(now), ordering: .relaxed)
    } else if window.closes == .max {
      progress.hasFullRound.store(hasFullRound(now), ordering: .relaxed)
    }
  }

  private func hasEnded(_ now: Nanoseconds) -> Bool {
    if isCancelled || isAbandoned { return true }
    if inFlight > 0 { return false }
    return isStopping || (now >= window.opens && startedInWindow >= limits.windowIterations)
  }

  /// The latest time of the next loop iteration.
  private func deadline(_ now: Nanoseconds) -> Nanoseconds {
    var deadline = now + (isPaused(now) ? 500_000 : 10_000_000)
    if awaited == nil { deadline = min(deadline, max(now, window.closes)) }
    if arrivals != nil, !idle.isEmpty, mayStart(now) { deadline = min(deadline, nextDue) }
    return min(deadline, thinking.first)
  }
}

// MARK: Result

extension EventLoop where LoopTransport: ~Copyable {
  /// Closes all connections and returns the result of the loop.
  mutating func finish() -> LoopResult {
    let result = recorder.finish(
      watch: watch, connectionsOpened: transport.connectionsOpened, transport: transport.name)
    transport.close()
    return result
  }
}

// MARK: Complete rounds, and the load after the window

extension EventLoop where LoopTransport: ~Copyable {
  /// Whether each user has completed the warm-up's iterations.
  private func isWarm(_ now: Nanoseconds) -> Bool {
    limits.warmUpRounds == 0 || work.isOpen
      || warmUsers >= work.userLimit(at: now, opensAt: window.opens)
  }

  /// Whether each user has ended an iteration that it started in the window.
  ///
  /// After the window's full length, users in their think time are not waited for.
  private func hasFullRound(_ now: Nanoseconds) -> Bool {
    if work.isOpen || work.hasStages || usersWithRound == users.count { return true }
    guard work.thinkTime > 0, now >= control.fullAt.load(ordering: .relaxed) else { return false }
    return users.allSatisfy { $0.hasRound || $0.iterationStart == .max }
  }

  /// Counts an ended iteration towards the rounds of the warm-up and of the window.
  ///
  /// A failed iteration completes the window's round wherever it started, so that a server whose
  /// requests all time out delays the window by one time limit, not two.
  private mutating func countRound(of user: Int, now: Nanoseconds) {
    users[user].ended += 1
    if users[user].ended == limits.warmUpRounds { warmUsers += 1 }
    guard !users[user].hasRound, now >= window.opens,
      users[user].inWindow || !users[user].isValid
    else { return }
    users[user].hasRound = true
    usersWithRound += 1
  }

  /// After the window: keeps up the load until the last counted iteration of all loops has ended.
  private mutating func updateAwaited(_ now: Nanoseconds) {
    if awaited == nil { beginAwaiting() }
    if longestBeforeClosing == 0 { longestBeforeClosing = recorder.longest }
    let isQueueEmpty = arrivals == nil || nextDue >= window.closes
    let isLate = now - window.closes >= keepUpLimit
    if !hasNothingAwaited, isLate || (awaited == 0 && isQueueEmpty) {
      hasNothingAwaited = true
      if isLate { control.loadEndedEarly.store(true, ordering: .relaxed) }
      control.loopsWithCountedWork.subtract(1, ordering: .acquiringAndReleasing)
    }
    if control.loopsWithCountedWork.load(ordering: .acquiring) == 0 { isStopping = true }
  }

  private mutating func beginAwaiting() {
    var count = 0
    for user in users.indices where users[user].iterationStart < window.closes {
      users[user].isAwaited = true
      count += 1
    }
    awaited = count
  }

  /// How long the load continues after the window at most.
  private var keepUpLimit: Nanoseconds {
    let limit: Nanoseconds = 30_000_000_000
    return longestBeforeClosing > 0 ? min(2 * longestBeforeClosing, limit) : limit
  }
}

// MARK: Starting

extension EventLoop where LoopTransport: ~Copyable {
  /// Whether the warm-up's iterations have started but the window is not open yet.
  private func isPaused(_ now: Nanoseconds) -> Bool {
    now < window.opens && started >= limits.warmUpIterations
  }

  private func mayStart(_ now: Nanoseconds) -> Bool {
    !isStopping && startedInWindow < limits.windowIterations && !isPaused(now)
  }

  private mutating func startDueIterations(_ now: Nanoseconds) {
    if arrivals != nil { return startArrivals(now) }
    while let user = thinking.next(now) { continueLoad(of: user, now: now) }
    while activeUsers < work.userLimit(at: now, opensAt: window.opens), mayStart(now),
      let user = idle.popLast()
    {
      activeUsers += 1
      startIteration(of: user, due: now, now: now)
    }
  }

  private mutating func startArrivals(_ now: Nanoseconds) {
    while nextDue <= now, mayStart(now), let user = idle.popLast() {
      let due = nextDue
      if window.contains(due) { recorder.record(lateness: now - max(due, idleSince)) }
      arrivals?.advance()
      updateNextDue()
      startIteration(of: user, due: due, now: now)
    }
  }

  /// Starts the next iteration of a user in a closed loop.
  private mutating func continueLoad(of user: Int, now: Nanoseconds) {
    if mayStart(now), activeUsers <= work.userLimit(at: now, opensAt: window.opens) {
      startIteration(of: user, due: now, now: now)
    } else {
      activeUsers -= 1
      makeIdle(user, now: now)
    }
  }

  private mutating func startIteration(of user: Int, due: Nanoseconds, now: Nanoseconds) {
    let entry = work.entry(ofIteration: iterations)
    iterations += 1
    started += 1
    let inWindow = now >= window.opens && window.contains(due)
    if inWindow {
      startedInWindow += 1
      recorder.iterationStarted()
    }
    let steps = work.table.steps(ofIteration: entry)
    users[user].step = steps.lowerBound - 1
    users[user].stepsEnd = steps.upperBound
    users[user].iterationDue = due
    users[user].iterationStart = now
    users[user].inWindow = inWindow
    users[user].isValid = true
    users[user].part = nil
    if let awaited, inWindow {
      // It was due in the window.
      self.awaited = awaited + 1
      users[user].isAwaited = true
    }
    startStep(of: user, due: due, now: now)
  }

  /// Sends the requests of the user's next step, up to the number of its slots.
  private mutating func startStep(of user: Int, due: Nanoseconds, now: Nanoseconds) {
    users[user].step += 1
    guard users[user].step < users[user].stepsEnd else {
      endPart(of: user, now: now)
      return endIteration(of: user, now: now)
    }
    enterPart(of: user, due: due, now: now)
    let requests = work.table.requests(ofStep: users[user].step)
    users[user].due = due
    users[user].nextRequest = requests.lowerBound
    users[user].requestsEnd = requests.upperBound
    let first = user * work.slotsPerUser
    for slot in first..<(first + min(work.slotsPerUser, requests.count)) {
      sendNext(of: user, over: slot, now: now)
    }
  }

  /// Begins the part of the user's step unless the step continues a part.
  private mutating func enterPart(of user: Int, due: Nanoseconds, now: Nanoseconds) {
    let part = work.table.part(ofStep: users[user].step)
    if let part, part.continues, part.index == users[user].part { return }
    endPart(of: user, now: now)
    users[user].part = part?.index
    users[user].partDue = due
    users[user].isPartValid = true
  }

  private mutating func endPart(of user: Int, now: Nanoseconds) {
    guard let part = users[user].part else { return }
    users[user].part = nil
    if users[user].inWindow, users[user].isPartValid {
      recorder.record(time: now - users[user].partDue, ofPart: part)
    }
  }

  private mutating func sendNext(of user: Int, over slot: Int, now: Nanoseconds) {
    let request = users[user].nextRequest
    users[user].nextRequest += 1
    users[user].inFlight += 1
    inFlight += 1
    transport.start(slot: slot, request: request, at: now)
  }
}

// MARK: Ending

extension EventLoop where LoopTransport: ~Copyable {
  private mutating func ended(_ exchange: LoadExchange) {
    readWindow()
    let user = exchange.slot / work.slotsPerUser
    let due = users[user].due
    let isCounted = limits.stopsByIterations ? users[user].inWindow : window.contains(due)
    recorder.record(exchange, due: due, isCounted: isCounted, window: window)
    if exchange.outcome != .valid {
      users[user].isValid = false
      users[user].isPartValid = false
    } else if isCounted, let part = users[user].part {
      recorder.record(exchange, due: due, ofPart: part)
    }
    users[user].inFlight -= 1
    inFlight -= 1
    let hasStepRest = users[user].nextRequest < users[user].requestsEnd
    if hasStepRest, !isStopping {
      sendNext(of: user, over: exchange.slot, now: exchange.done)
    } else if users[user].inFlight == 0 {
      let isLastStep = !hasStepRest && users[user].step + 1 == users[user].stepsEnd
      if isLastStep || !isStopping {
        startStep(of: user, due: exchange.done, now: exchange.done)
      } else {
        abandonIteration(of: user, now: exchange.done)
      }
    }
  }

  private mutating func endIteration(of user: Int, now: Nanoseconds) {
    if users[user].isValid, work.hasLargeIterations {
      recorder.recordIteration(
        from: users[user].iterationStart, due: users[user].iterationDue, to: now,
        isCounted: users[user].inWindow, window: window)
    }
    if window.closes == .max { countRound(of: user, now: now) }
    leaveIteration(of: user)
    if arrivals != nil {
      makeIdle(user, now: now)
    } else if work.thinkTime > 0, !isStopping {
      thinking.add(user, until: now + work.thinkTime)
    } else {
      continueLoad(of: user, now: now)
    }
  }

  private mutating func abandonIteration(of user: Int, now: Nanoseconds) {
    leaveIteration(of: user)
    activeUsers -= 1
    makeIdle(user, now: now)
  }

  private mutating func leaveIteration(of user: Int) {
    users[user].iterationStart = .max
    guard let awaited, users[user].isAwaited else { return }
    users[user].isAwaited = false
    self.awaited = awaited - 1
  }

  private mutating func makeIdle(_ user: Int, now: Nanoseconds) {
    if idle.isEmpty { idleSince = now }
    idle.append(user)
  }

  /// The iterations of an open loop that were due in the window but never started.
  private func unsent() -> Int {
    guard var arrivals, window.closes < .max, control.slice.isMeasured else { return 0 }
    var count = 0
    while arrivals.due < window.closes - control.start {
      if window.contains(control.start + arrivals.due) { count += 1 }
      arrivals.advance()
    }
    return count
  }
}
