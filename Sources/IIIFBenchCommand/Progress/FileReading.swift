import Foundation
import IIIFBench
import Support
import Synchronization

/// Reports on the log how much of a large file the operations of a command have read.
enum FileReading {
  /// Files from this length on are reported.
  private static let leastLength = 16 << 20
  private static let interval = 1.0

  /// Runs a body that creates operations.
  static func reported<Value>(_ body: () throws -> Value) rethrows -> Value {
    let log = Log.current
    let last = Mutex<Double>(-.infinity)
    return try FileProgress.observed(by: { file, bytes, length in
      guard length >= leastLength else { return }
      let now = monotonicSeconds()
      let isDue = last.withLock { last in
        guard now - last >= interval || bytes == length else { return false }
        last = now
        return true
      }
      guard isDue else { return }
      log.info("reading \(file): \(bytes >> 20) of \(length >> 20) MiB")
    }) { try body() }
  }
}
