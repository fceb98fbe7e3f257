import Synchronization

/// Runs one event loop's share of a load: starts iterations when they are due, sends their
/// requests, and records what becomes of them.
///
/// It is used on one thread and never calls itself while it changes a part of itself, so that its
/// state needs no check for exclusive access while the program runs: such checks took a seventh of
/// the loop's instructions.
final class EventLoop<Carrier: Transport> {
  private let work: LoopWork
  private let carrier: Carrier
  private let recorder: Recorder
  private let control: LoopControl
  private let progress: LoopProgress
  @exclusivity(unchecked) private var users: [User]
  @exclusivity(unchecked) private var idle: [Int]
  @exclusivity(unchecked) private var idleSince: Nanoseconds
  @exclusivity(unchecked) private var arrivals: ArrivalSequence?
  @exclusivity(unchecked) private var nextDue: Nanoseconds
  @exclusivity(unchecked) private var thinking = WakeQueue()
  @exclusivity(unchecked) private var activeUsers = 0
  @exclusivity(unchecked) private var copiesMade = 0
  @exclusivity(unchecked) private var started = 0
  @exclusivity(unchecked) private var startedInWindow = 0
  @exclusivity(unchecked) private var inFlight = 0
  @exclusivity(unchecked) private var opensAt: Nanoseconds = .max
  @exclusivity(unchecked) private var closesAt: Nanoseconds = .max
  @exclusivity(unchecked) private var isCancelled = false
  @exclusivity(unchecked) private var watch = LoopWatch()

  /// One who works through iterations, one at a time, over connections of its own.
  private struct User {
    /// The current step.
    var step = 0
    /// The index behind the last step of the iteration.
    var stepsEnd = 0
    /// The next request of the step to be sent.
    var nextRequest = 0
    /// The index behind the last request of the step.
    var requestsEnd = 0
    /// Requests under way.
    var inFlight = 0
    /// When the requests of the step were due.
    var due: Nanoseconds = 0
    /// When the iteration was due.
    var iterationDue: Nanoseconds = 0
    /// Whether the iteration was started in the measured window.
    var inWindow = false
    /// Whether all answers of the iteration were right so far.
    var isRight = true
    /// The part of the iteration that is under way.
    var part: Int?
    /// When it was due.
    var partDue: Nanoseconds = 0
    /// Whether all of its answers were right so far.
    var isPartRight = true
  }

  init(
    work: LoopWork, carrier: Carrier, recorder: Recorder, control: LoopControl,
    progress: LoopProgress
  ) {
    self.work = work
    self.carrier = carrier
    self.recorder = recorder
    self.control = control
    self.progress = progress
    users = Array(repeating: User(), count: work.users)
    idle = (0..<work.users).reversed()
    idleSince = work.loadStart
    arrivals = work.arrivals
    nextDue = work.loadStart
    takeNextDue()
  }

  /// Runs until the load has ended; returns how busy the loop was.
  func run() -> LoopWatch {
    defer { carrier.close() }
    var now = Clock.now()
    while true {
      lookAtControl(now)
      if hasEnded(now) { break }
      startDueIterations(now)
      publish()
      let waited = carrier.turn(until: deadline(now)) { self.ended($0) }
      let end = Clock.now()
      watch.turned(at: end, began: now, waited: waited)
      now = end
    }
    publish()
    watch.close(at: Clock.now())
    watch.unsent = unsent()
    return watch
  }

  private func lookAtControl(_ now: Nanoseconds) {
    if opensAt == .max { lookForOpening() }
    closesAt = control.closesAt.load(ordering: .acquiring)
    isCancelled = control.isCancelled.load(ordering: .relaxed)
    watch.look(at: now, opensAt: opensAt, closesAt: closesAt)
  }

  private func lookForOpening() {
    opensAt = control.opensAt.load(ordering: .acquiring)
    guard opensAt < .max, arrivals != nil else { return }
    arrivals?.startStages(at: opensAt - work.loadStart)
    takeNextDue()
  }

  private func takeNextDue() {
    guard let arrivals else { return }
    nextDue = arrivals.due == .max ? .max : work.loadStart + arrivals.due
  }

  private func publish() {
    let wanted = progress.copiesWanted.load(ordering: .acquiring)
    if wanted != copiesMade {
      copiesMade = wanted
      progress.copy.withLock { $0 = (wanted, recorder.responseTimes) }
    }
    progress.started.store(started, ordering: .relaxed)
    progress.startedInWindow.store(startedInWindow, ordering: .relaxed)
    progress.right.store(recorder.right, ordering: .relaxed)
    progress.wrong.store(recorder.wrong, ordering: .relaxed)
  }

  private func hasEnded(_ now: Nanoseconds) -> Bool {
    if isCancelled { return true }
    if inFlight > 0 { return false }
    return now >= closesAt || (now >= opensAt && startedInWindow >= work.windowIterations)
  }

  /// When the loop has to look around again at the latest.
  private func deadline(_ now: Nanoseconds) -> Nanoseconds {
    var deadline = now + (isPaused(now) ? 500_000 : 10_000_000)
    if arrivals != nil, !idle.isEmpty, mayStart(now) { deadline = min(deadline, nextDue) }
    return min(deadline, thinking.first)
  }
}

// MARK: Starting

extension EventLoop {
  /// Whether the warm-up's iterations have been started and the window has not been opened yet.
  private func isPaused(_ now: Nanoseconds) -> Bool {
    now < opensAt && started >= work.warmUpIterations
  }

  private func mayStart(_ now: Nanoseconds) -> Bool {
    now < closesAt && startedInWindow < work.windowIterations && !isPaused(now) && !isCancelled
  }

  private func startDueIterations(_ now: Nanoseconds) {
    if arrivals != nil { return startArrivals(now) }
    while let user = thinking.next(now) { goOn(user, now: now) }
    while activeUsers < work.userLimit(at: now, opensAt: opensAt), mayStart(now),
      let user = idle.popLast()
    {
      activeUsers += 1
      startIteration(of: user, due: now, now: now)
    }
  }

  private func startArrivals(_ now: Nanoseconds) {
    while nextDue <= now, mayStart(now), let user = idle.popLast() {
      let due = nextDue
      if due >= opensAt { recorder.record(lateness: now - max(due, idleSince)) }
      arrivals?.advance()
      takeNextDue()
      startIteration(of: user, due: due, now: now)
    }
  }

  /// Lets a user of a closed schedule, who has done with an iteration, start the next.
  private func goOn(_ user: Int, now: Nanoseconds) {
    if mayStart(now), activeUsers <= work.userLimit(at: now, opensAt: opensAt) {
      startIteration(of: user, due: now, now: now)
    } else {
      activeUsers -= 1
      makeIdle(user, now: now)
    }
  }

  private func startIteration(of user: Int, due: Nanoseconds, now: Nanoseconds) {
    let index = work.share.iteration(started) % work.table.iterationCount
    started += 1
    let inWindow = now >= opensAt && due >= opensAt
    if inWindow {
      startedInWindow += 1
      recorder.iterationStarted()
    }
    let steps = work.table.steps(ofIteration: index)
    users[user].step = steps.lowerBound - 1
    users[user].stepsEnd = steps.upperBound
    users[user].iterationDue = due
    users[user].inWindow = inWindow
    users[user].isRight = true
    users[user].part = nil
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
    carrier.start(slot: slot, request: request, at: now)
  }
}

// MARK: Ending

extension EventLoop {
  private func ended(_ exchange: Exchange) {
    let user = exchange.slot / work.slotsPerUser
    let due = users[user].due
    let inWindow = countsInWindow(exchange, of: user, due: due)
    recorder.record(
      exchange, due: due, inWindow: inWindow,
      doneInWindow: exchange.done >= opensAt && exchange.done < closesAt)
    if exchange.outcome != .right {
      users[user].isRight = false
      users[user].isPartRight = false
    } else if inWindow, let part = users[user].part {
      recorder.record(exchange, due: due, ofPart: part)
    }
    users[user].inFlight -= 1
    inFlight -= 1
    let mayGoOn = exchange.done < closesAt && !isCancelled
    if mayGoOn, users[user].nextRequest < users[user].requestsEnd {
      sendNext(of: user, over: exchange.slot, now: exchange.done)
    } else if users[user].inFlight == 0 {
      if mayGoOn {
        startStep(of: user, due: exchange.done, now: exchange.done)
      } else {
        activeUsers -= 1
        makeIdle(user, now: exchange.done)
      }
    }
  }

  private func countsInWindow(_ exchange: Exchange, of user: Int, due: Nanoseconds) -> Bool {
    if work.stopsByIterations { return users[user].inWindow }
    return due >= opensAt && exchange.started < closesAt
  }

  private func endIteration(of user: Int, now: Nanoseconds) {
    if users[user].inWindow, users[user].isRight, work.hasLargeIterations {
      recorder.record(iterationTime: now - users[user].iterationDue)
    }
    if arrivals != nil {
      makeIdle(user, now: now)
    } else if work.thinkTime > 0 {
      thinking.add(user, until: now + work.thinkTime)
    } else {
      goOn(user, now: now)
    }
  }

  private func makeIdle(_ user: Int, now: Nanoseconds) {
    if idle.isEmpty { idleSince = now }
    idle.append(user)
  }

  /// Iterations of an open schedule that were due in the window and never started.
  private func unsent() -> Int {
    guard var arrivals, closesAt < .max else { return 0 }
    var count = 0
    while arrivals.due < closesAt - work.loadStart {
      if arrivals.due >= opensAt - work.loadStart { count += 1 }
      arrivals.advance()
    }
    return count
  }
}
