import CLinux
import Synchronization

/// The event loops of a session, each with its own thread.
final class LoopGroup: Sendable {
  /// The progress of each loop.
  let progress: [LoopProgress]
  private let mailboxes: [LoopMailbox]
  private let threads: Mutex<[LoopThread]>

  /// Starts the loops, which then wait for slices.
  init(plan: LoadPlan, verification: any ResponseVerification) {
    let count = WorkShare.loops(threads: plan.threads, users: plan.users)
    let progress = (0..<count).map { _ in LoopProgress() }
    let mailboxes = (0..<count).map { _ in LoopMailbox() }
    let body = LoopBody(
      plan: plan, verification: verification,
      messages: plan.needsLibcurl ? nil : RequestMessages(plan: plan))
    let threads = (0..<count).compactMap { index in
      LoopThread {
        body.run(
          WorkShare(index: index, count: count), mailbox: mailboxes[index],
          progress: progress[index])
      }
    }
    self.progress = progress
    self.mailboxes = mailboxes
    self.threads = Mutex(threads)
  }

  deinit { end() }

  /// The number of loops.
  var count: Int { mailboxes.count }

  /// Waits until all loops have started; false if one failed.
  func isReady() -> Bool {
    guard threads.withLock({ $0.count }) == count else { return false }
    for loop in progress { loop.isCreated.wait() }
    return progress.allSatisfy { !$0.hasFailed.load(ordering: .acquiring) }
  }

  /// Runs a slice in all loops.
  func run(_ slice: SliceControl) {
    for loop in progress { loop.beginSlice() }
    for mailbox in mailboxes { mailbox.post(.run(slice)) }
  }

  /// Ends the loops and waits for them; this closes their connections.
  func end() {
    let threads = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    guard !threads.isEmpty else { return }
    for mailbox in mailboxes { mailbox.post(.end) }
    for thread in threads { thread.join() }
  }

  /// The results of the loops, once they have ended.
  var results: [LoopResult] { progress.compactMap { $0.result.load() } }
}

/// The body of each event loop's thread.
private struct LoopBody: Sendable {
  let plan: LoadPlan
  let verification: any ResponseVerification
  /// The requests as bytes; nil if libcurl writes them.
  let messages: RequestMessages?

  /// Runs slices until the session ends or is cancelled.
  func run(_ share: WorkShare, mailbox: LoopMailbox, progress: LoopProgress) {
    event_precise_timers()
    let work = LoopWork(plan: plan, share: share)
    let slots = work.users * work.slotsPerUser
    if let messages {
      guard let poller = Poller() else { return progress.fail() }
      let transport = SocketTransport(
        plan: plan, messages: messages, verification: verification, thread: share.index,
        slots: slots, poller: poller)
      run(work, over: transport, mailbox: mailbox, progress: progress)
    } else {
      guard
        let transport = MultiTransport(
          plan: plan, verification: verification, thread: share.index, slots: slots)
      else { return progress.fail() }
      run(work, over: transport, mailbox: mailbox, progress: progress)
    }
  }

  private func run<LoopTransport: Transport & ~Copyable>(
    _ work: LoopWork, over transport: consuming LoopTransport, mailbox: LoopMailbox,
    progress: LoopProgress
  ) {
    let recorder = Recorder(kinds: verification.kinds, parts: work.table.partNames)
    var loop = EventLoop(work: work, transport: transport, recorder: recorder, progress: progress)
    progress.isCreated.send()
    while case .run(let slice) = mailbox.next() {
      let sums = loop.run(slice)
      slice.end(sums)
      if slice.isCancelled || slice.isAbandoned.load(ordering: .relaxed) { break }
    }
    _ = progress.result.storeIfNil(loop.finish())
  }
}
