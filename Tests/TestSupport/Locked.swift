import Foundation

/// A value behind a lock of which ThreadSanitizer knows, as it does not of that in `Mutex`.
package final class Locked<Value>: @unchecked Sendable {
  // Sendable: the value is reached under the lock alone.
  private let lock = NSLock()
  private var value: Value

  package init(_ value: Value) { self.value = value }

  /// Gives the value to `body`, and to nobody else meanwhile.
  package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
