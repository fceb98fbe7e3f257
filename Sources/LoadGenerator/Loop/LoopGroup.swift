import CLinux
import Synchronization

/// The event loops of a session, each on a thread of its own.
final class LoopGroup: Sendable {
  /// What each loop reports while it runs.
  let progress: [LoopProgress]
  private let mailboxes: [LoopMailbox]
  private let threads: Mutex<[LoopThread]>

  /// Starts the loops, which wait for slices.
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

  /// Whether all loops have been started and have what they need.
  func isReady() -> Bool {
    guard threads.withLock({ $0.count }) == count else { return false }
    for loop in progress { loop.isMade.wait() }
    return progress.allSatisfy { !$0.hasFailed.load(ordering: .acquiring) }
  }

  /// Lets all loops run a slice.
  func run(_ slice: SliceControl) {
    for loop in progress { loop.beginSlice() }
    for mailbox in mailboxes { mailbox.post(.run(slice)) }
  }

  /// Ends the loops, which closes their connections, and waits until they have ended.
  func end() {
    let threads = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    guard !threads.isEmpty else { return }
    for mailbox in mailboxes { mailbox.post(.end) }
    for thread in threads { thread.join() }
  }

  /// What the loops measured, once they have ended.
  var results: [LoopResult] { progress.compactMap { $0.result.load() } }
}

/// What the thread of each event loop runs.
private struct LoopBody: Sendable {
  let plan: LoadPlan
  let verification: any ResponseVerification
  /// The requests as bytes, unless libcurl writes them.
  let messages: RequestMessages?

  /// Runs one slice after the other, until there are no more or one is cancelled.
  func run(_ share: WorkShare, mailbox: LoopMailbox, progress: LoopProgress) {
    event_precise_timers()
    let work = LoopWork(plan: plan, share: share)
    let slots = work.users * work.slotsPerUser
    if let messages {
      let transport = SocketTransport(
        plan: plan, messages: messages, verification: verification, thread: share.index,
        slots: slots)
      run(work, over: transport, mailbox: mailbox, progress: progress)
    } else {
      let transport = MultiTransport(
        plan: plan, verification: verification, thread: share.index, slots: slots)
      run(work, over: transport, mailbox: mailbox, progress: progress)
    }
  }

  private func run<LoopTransport: Transport>(
    _ work: LoopWork, over transport: LoopTransport?, mailbox: LoopMailbox, progress: LoopProgress
  ) {
    guard let transport else {
      progress.hasFailed.store(true, ordering: .releasing)
      return progress.isMade.send()
    }
    let recorder = Recorder(kinds: verification.kinds, parts: work.table.partNames)
    let loop = EventLoop(work: work, transport: transport, recorder: recorder, progress: progress)
    progress.isMade.send()
    while case .run(let slice) = mailbox.next() {
      let sums = loop.run(slice)
      slice.end(sums)
      if slice.isCancelled { break }
    }
    let result = recorder.finish(
      watch: loop.watch, connectionsOpened: transport.connectionsOpened, transport: transport.name)
    transport.close()
    _ = progress.result.storeIfNil(result)
  }
}
