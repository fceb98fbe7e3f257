import Synchronization

/// Runs one event loop's share of a load: starts iterations when they are due, sends their
/// requests, and records what becomes of them.
///
/// It is used on one thread and never calls itself while it changes a part of itself, so that its
/// state needs no check for exclusive access while the program runs: such checks took a seventh of
/// the loop's instructions.
final class EventLoop<LoopTransport: Transport> {
  private let work: LoopWork
  private let transport: LoopTransport
  private let recorder: Recorder
  private let progress: LoopProgress
  /// How busy the loop was.
  @exclusivity(unchecked) private(set) var watch = LoopWatch()
  @exclusivity(unchecked) private var control = SliceControl(slice: LoadSlice(), start: 0)
  @exclusivity(unchecked) private var users: [LoopUser]
  @exclusivity(unchecked) private var idle: [Int] = []
  @exclusivity(unchecked) private var idleSince: Nanoseconds = 0
  @exclusivity(unchecked) private var arrivals: ArrivalSequence?
  @exclusivity(unchecked) private var nextDue: Nanoseconds = 0
  @exclusivity(unchecked) private var thinking = WakeQueue()
  @exclusivity(unchecked) private var activeUsers = 0
  @exclusivity(unchecked) private var copiesMade = 0
  /// Iterations started in the session, which decides their entries in the table.
  @exclusivity(unchecked) private var iterations = 0
  @exclusivity(unchecked) private var started = 0
  @exclusivity(unchecked) private var startedInWindow = 0
  @exclusivity(unchecked) private var inFlight = 0
  @exclusivity(unchecked) private var window = MeasuredWindow()
  @exclusivity(unchecked) private var warmUsers = 0
  @exclusivity(unchecked) private var usersWithRound = 0
  /// Iterations under way that the load is kept up for; nil before the window has closed.
  @exclusivity(unchecked) private var awaited: Int?
  /// The longest response time when the window closed, or the first one behind it.
  @exclusivity(unchecked) private var longestBeforeClosing: Nanoseconds = 0
  @exclusivity(unchecked) private var hasNothingAwaited = false
  @exclusivity(unchecked) private var isStopping = false
  @exclusivity(unchecked) private var isCancelled = false
  @exclusivity(unchecked) private var limits: SliceLimits

  init(work: LoopWork, transport: LoopTransport, recorder: Recorder, progress: LoopProgress) {
    self.work = work
    self.transport = transport
    self.recorder = recorder
    self.progress = progress
    users = Array(repeating: LoopUser(), count: work.users)
    limits = SliceLimits(LoadSlice(), share: work.share)
  }

  /// Runs a slice to its end and returns what was counted in it.
  func run(_ slice: SliceControl) -> SliceSums {
    begin(slice)
    var now = Clock.now()
    // Connections that the server closed while the loop was paused are noticed before they are used.
    if slice.index > 0 { _ = transport.poll(until: now) { _ in } }
    while true {
      lookAtControl(now)
      if hasEnded(now) { break }
      startDueIterations(now)
      publish(now)
      let waited = transport.poll(until: deadline(now)) { self.ended($0) }
      let end = Clock.now()
      watch.iterated(from: now, to: end, waited: waited)
      now = end
    }
    publish(now)
    watch.close(at: Clock.now())
    watch.unsent += unsent()
    return recorder.endSlice()
  }

  private func begin(_ slice: SliceControl) {
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
    takeNextDue()
    recorder.beginSlice(slice.slice, timelineOrigin: slice.timelineOrigin)
    watch.begin(isMeasured: slice.slice.isMeasured)
  }

  private func lookAtControl(_ now: Nanoseconds) {
    lookAtWindow()
    if now >= window.closes { lookAtAwaited(now) }
    if control.isCancelled { (isCancelled, isStopping) = (true, true) }
    watch.look(at: now, window)
  }

  /// Learns the ends of the window as soon as they are known.
  private func lookAtWindow() {
    if window.opens == .max { lookForOpening() }
    if window.closes == .max { window.closes = control.closesAt.load(ordering: .acquiring) }
  }

  private func lookForOpening() {
    window.opens = control.opensAt.load(ordering: .acquiring)
    guard window.opens < .max, arrivals != nil else { return }
    arrivals?.startStages(at: window.opens - control.start)
    takeNextDue()
  }

  private func takeNextDue() {
    guard let arrivals else { return }
    nextDue = arrivals.due == .max ? .max : control.start + arrivals.due
  }

  private func publish(_ now: Nanoseconds) {
    let wanted = progress.copiesWanted.load(ordering: .acquiring)
    if wanted != copiesMade {
      copiesMade = wanted
      progress.copy.withLock { $0 = (wanted, recorder.responseTimes) }
    }
    progress.started.store(started, ordering: .relaxed)
    progress.startedInWindow.store(startedInWindow, ordering: .relaxed)
    progress.endedInWindow.store(recorder.slice.endedInWindow, ordering: .relaxed)
    progress.right.store(recorder.right, ordering: .relaxed)
    progress.wrong.store(recorder.wrong, ordering: .relaxed)
    if window.opens == .max {
      progress.isWarm.store(isWarm(now), ordering: .relaxed)
    } else if window.closes == .max {
      progress.hasFullRound.store(hasFullRound(now), ordering: .relaxed)
    }
  }

  private func hasEnded(_ now: Nanoseconds) -> Bool {
    if isCancelled { return true }
    if inFlight > 0 { return false }
    return isStopping || (now >= window.opens && startedInWindow >= limits.windowIterations)
  }

  /// When the loop has to look around again at the latest.
  private func deadline(_ now: Nanoseconds) -> Nanoseconds {
    var deadline = now + (isPaused(now) ? 500_000 : 10_000_000)
    if awaited == nil { deadline = min(deadline, max(now, window.closes)) }
    if arrivals != nil, !idle.isEmpty, mayStart(now) { deadline = min(deadline, nextDue) }
    return min(deadline, thinking.first)
  }
}

// MARK: Whole rounds, and the load behind the window

extension EventLoop {
  /// Whether each user has ended the iterations of the warm-up.
  private func isWarm(_ now: Nanoseconds) -> Bool {
    limits.warmUpRounds == 0 || work.isOpen
      || warmUsers >= work.userLimit(at: now, opensAt: window.opens)
  }

  /// Whether each user has ended an iteration that was started in the window.
  ///
  /// Behind the full length of the window, users who think are not waited for.
  private func hasFullRound(_ now: Nanoseconds) -> Bool {
    if work.isOpen || work.hasStages || usersWithRound == users.count { return true }
    guard work.thinkTime > 0, now >= control.fullAt.load(ordering: .relaxed) else { return false }
    return users.allSatisfy { $0.hasRound || $0.iterationStart == .max }
  }

  /// Counts an iteration that has ended towards the round of the warm-up and of the window.
  ///
  /// A failed iteration completes the window's round wherever it was started: a server that lets all
  /// requests run into their time limit makes the window wait for that once, not twice.
  private func countRound(of user: Int, now: Nanoseconds) {
    users[user].ended += 1
    if users[user].ended == limits.warmUpRounds { warmUsers += 1 }
    guard !users[user].hasRound, now >= window.opens,
      users[user].inWindow || !users[user].isRight
    else { return }
    users[user].hasRound = true
    usersWithRound += 1
  }

  /// Behind the window: keeps up the load until the last counted iteration of all loops has ended.
  private func lookAtAwaited(_ now: Nanoseconds) {
    if awaited == nil { beginToAwait() }
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

  private func beginToAwait() {
    var count = 0
    for user in users.indices where users[user].iterationStart < window.closes {
      users[user].isAwaited = true
      count += 1
    }
    awaited = count
  }

  /// How long the load is kept up at the most.
  private var keepUpLimit: Nanoseconds {
    let limit: Nanoseconds = 30_000_000_000
    return longestBeforeClosing > 0 ? min(2 * longestBeforeClosing, limit) : limit
  }
}

// MARK: Starting

extension EventLoop {
  /// Whether the warm-up's iterations have been started and the window has not been opened yet.
  private func isPaused(_ now: Nanoseconds) -> Bool {
    now < window.opens && started >= limits.warmUpIterations
  }

  private func mayStart(_ now: Nanoseconds) -> Bool {
    !isStopping && startedInWindow < limits.windowIterations && !isPaused(now)
  }

  private func startDueIterations(_ now: Nanoseconds) {
    if arrivals != nil { return startArrivals(now) }
    while let user = thinking.next(now) { goOn(user, now: now) }
    while activeUsers < work.userLimit(at: now, opensAt: window.opens), mayStart(now),
      let user = idle.popLast()
    {
      activeUsers += 1
      startIteration(of: user, due: now, now: now)
    }
  }

  private func startArrivals(_ now: Nanoseconds) {
    while nextDue <= now, mayStart(now), let user = idle.popLast() {
      let due = nextDue
      if window.contains(due) { recorder.record(lateness: now - max(due, idleSince)) }
      arrivals?.advance()
      takeNextDue()
      startIteration(of: user, due: due, now: now)
    }
  }

  /// Lets a user of a closed schedule, who has done with an iteration, start the next.
  private func goOn(_ user: Int, now: Nanoseconds) {
    if mayStart(now), activeUsers <= work.userLimit(at: now, opensAt: window.opens) {
      startIteration(of: user, due: now, now: now)
    } else {
      activeUsers -= 1
      makeIdle(user, now: now)
    }
  }

  private func startIteration(of user: Int, due: Nanoseconds, now: Nanoseconds) {
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
    users[user].isRight = true
    users[user].part = nil
    if let awaited, inWindow {
      // It was queued in the window.
      self.awaited = awaited + 1
      users[user].isAwaited = true
    }
    startStep(of: user, due: due, now: now)
  }

  /// Sends the requests of the user's next step, as many as it has connections for.
  private func startStep(of user: Int, due: Nanoseconds, now: Nanoseconds) {
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

  /// Begins the part that the user's step belongs to, unless it has begun.
  private func enterPart(of user: Int, due: Nanoseconds, now: Nanoseconds) {
    let part = work.table.part(ofStep: users[user].step)
    if let part, part.continues, part.index == users[user].part { return }
    endPart(of: user, now: now)
    users[user].part = part?.index
    users[user].partDue = due
    users[user].isPartRight = true
  }

  private func endPart(of user: Int, now: Nanoseconds) {
    guard let part = users[user].part else { return }
    users[user].part = nil
    if users[user].inWindow, users[user].isPartRight {
      recorder.record(time: now - users[user].partDue, ofPart: part)
    }
  }

  private func sendNext(of user: Int, over slot: Int, now: Nanoseconds) {
    let request = users[user].nextRequest
    users[user].nextRequest += 1
    users[user].inFlight += 1
    inFlight += 1
    transport.start(slot: slot, request: request, at: now)
  }
}

// MARK: Ending

extension EventLoop {
  private func ended(_ exchange: Exchange) {
    lookAtWindow()
    let user = exchange.slot / work.slotsPerUser
    let due = users[user].due
    let isCounted = limits.stopsByIterations ? users[user].inWindow : window.contains(due)
    recorder.record(exchange, due: due, isCounted: isCounted, window: window)
    if exchange.outcome != .right {
      users[user].isRight = false
      users[user].isPartRight = false
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

  private func endIteration(of user: Int, now: Nanoseconds) {
    if users[user].isRight, work.hasLargeIterations {
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
      goOn(user, now: now)
    }
  }

  private func abandonIteration(of user: Int, now: Nanoseconds) {
    leaveIteration(of: user)
    activeUsers -= 1
    makeIdle(user, now: now)
  }

  private func leaveIteration(of user: Int) {
    users[user].iterationStart = .max
    guard let awaited, users[user].isAwaited else { return }
    users[user].isAwaited = false
    self.awaited = awaited - 1
  }

  private func makeIdle(_ user: Int, now: Nanoseconds) {
    if idle.isEmpty { idleSince = now }
    idle.append(user)
  }

  /// Iterations of an open schedule that were due in the window and never started.
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
