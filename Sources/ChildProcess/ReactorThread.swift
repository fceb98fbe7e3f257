import CLinux
import Glibc
import Synchronization

/// The thread that watches the descriptors of all programs.
final class ReactorThread: Sendable {
  private static let running = Mutex<ReactorThread?>(nil)

  private let work = Mutex<[@Sendable (Reactor) -> Void]>([])
  private let counter: Int32

  private init(counter: Int32) {
    self.counter = counter
  }

  /// The thread of this process, started on first use.
  static func shared() throws(SystemError) -> ReactorThread {
    try running.withLock { running throws(SystemError) in
      if let running { return running }
      let thread = try start()
      running = thread
      return thread
    }
  }

  private static func start() throws(SystemError) -> ReactorThread {
    let counter = event_counter()
    guard counter >= 0 else { throw SystemError("eventfd") }
    let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard epoll >= 0 else {
      let error = SystemError("epoll_create1")
      close(counter)
      throw error
    }
    process_keep_children()
    let thread = ReactorThread(counter: counter)
    do {
      try OwnThread.run { thread.run(epoll) }
    } catch {
      close(counter)
      close(epoll)
      throw error
    }
    return thread
  }

  /// Runs a closure on the thread.
  func perform(_ closure: @escaping @Sendable (Reactor) -> Void) {
    work.withLock { $0.append(closure) }
    var one: UInt64 = 1
    // The write fails only if the counter is full; then the thread is about to wake up anyway.
    _ = write(counter, &one, 8)
  }

  private func run(_ epoll: Int32) {
    let reactor = Reactor(epoll: epoll)
    _ = reactor.watch(counter) { [counter] in
      var count: UInt64 = 0
      _ = read(counter, &count, 8)
    }
    while true {
      let due = work.withLock { work in
        defer { work = [] }
        return work
      }
      for closure in due { closure(reactor) }
      reactor.wait()
    }
  }
}

/// A system call that failed.
struct SystemError: Error {
  /// The call's name.
  let call: String
  /// The error's number.
  let code: Int32

  /// Creates an error from `errno`.
  init(_ call: String, code: Int32 = errno) {
    self.call = call
    self.code = code
  }
}
