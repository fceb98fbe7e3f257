import Dispatch
import Glibc

/// Cancels a task on SIGINT and SIGTERM.
package enum Interruption {
  /// Runs the body in a task; the first signal cancels it, so that it can clean up.
  ///
  /// - Throws: The body's error, or `CancellationError` after a signal.
  package static func cancelling(_ body: sending @escaping () async throws -> Void) async throws {
    let work = Task(operation: body)
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { work.cancel() }
      source.resume()
      return source
    }
    defer { sources.forEach { $0.cancel() } }
    try await work.value
    if work.isCancelled { throw CancellationError() }
  }
}
