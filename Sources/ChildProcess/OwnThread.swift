import Glibc

/// Runs a closure on a thread that ends with it.
enum OwnThread {
  private final class Body {
    let closure: @Sendable () -> Void
    init(_ closure: @escaping @Sendable () -> Void) { self.closure = closure }
  }

  /// Starts a thread.
  static func run(_ closure: @escaping @Sendable () -> Void) throws(SystemError) {
    let body = Unmanaged.passRetained(Body(closure))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().closure()
        return nil
      }, body.toOpaque())
    guard code == 0 else {
      body.release()
      throw SystemError("pthread_create", code: code)
    }
    pthread_detach(thread)
  }
}
