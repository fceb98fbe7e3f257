import Glibc

/// A system thread that runs one function.
struct LoopThread {
  private let identifier: pthread_t

  /// Starts a thread; nil if the system refuses.
  init?(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Body(run: body))
    var identifier = pthread_t()
    let result = pthread_create(
      &identifier, nil,
      { context in
        guard let context else { return nil }
        // A write to a closed connection returns an error instead of ending the process.
        var pipe = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &pipe, nil)
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    guard result == 0 else {
      box.release()
      return nil
    }
    self.identifier = identifier
  }

  /// Waits until the function has returned; every thread must be joined or detached once.
  func join() { pthread_join(identifier, nil) }

  /// Detaches the thread.
  func detach() { pthread_detach(identifier) }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }
}

/// Runs a blocking function on a new thread instead of the concurrency pool.
func onThread<Value: Sendable>(
  _ body: @escaping @Sendable () throws(LoadError) -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    let thread = LoopThread {
      continuation.resume(with: Result { () throws(LoadError) in try body() }.mapError { $0 })
    }
    if let thread { thread.detach() } else { continuation.resume(throwing: LoadError.noResources) }
  }
}
