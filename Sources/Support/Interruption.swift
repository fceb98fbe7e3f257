import Dispatch
import Glibc
import Synchronization

/// Cancels a task on a signal that ends programs.
package enum Interruption {
  /// The end of work by a signal.
  package struct Signalled: Error, Hashable {
    /// The signal's number.
    package let number: Int32

    /// Creates the error of a signal.
    package init(number: Int32) { self.number = number }
  }

  /// Whether a second signal asked for haste: servers are killed without a grace.
  package static var isHurried: Bool { hurry.load(ordering: .relaxed) }
  private static let hurry = Atomic<Bool>(false)

  private static let signals = [SIGINT, SIGTERM, SIGQUIT, SIGHUP]

  /// Runs the body in a task; the first signal cancels it, so that it can clean up, and a second one
  /// hurries it.
  ///
  /// SIGHUP has no effect in a program that was started with it ignored, as by `nohup`. Writing to a
  /// pipe without a reader is an error instead of a signal.
  ///
  /// - Throws: The body's error, or ``Signalled`` after a signal.
  package static func cancelling(_ body: sending @escaping () async throws -> Void) async throws {
    signal(SIGPIPE, SIG_IGN)
    let work = Task(operation: body)
    let received = ReceivedSignal()
    let sources = signals.filter { $0 != SIGHUP || !isIgnored($0) }.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if received.number.exchange(number, ordering: .acquiringAndReleasing) != 0 {
          hurry.store(true, ordering: .relaxed)
        }
        work.cancel()
      }
      source.resume()
      return source
    }
    defer { sources.forEach { $0.cancel() } }
    do {
      try await work.value
    } catch is CancellationError {}
    let number = received.number.load(ordering: .acquiring)
    if number != 0 { throw Signalled(number: number) }
    if work.isCancelled { throw CancellationError() }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}

/// The number of the last signal, 0 before.
private final class ReceivedSignal: Sendable {
  let number = Atomic<Int32>(0)
}
