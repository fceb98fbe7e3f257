import Synchronization

/// Reports how much of a large file an operation has read while it is created.
public enum FileProgress {
  /// Receives the path of the file, the bytes that were read and the length of the file.
  package typealias Observer = @Sendable (_ file: String, _ bytes: Int, _ length: Int) -> Void

  private static let observer = Mutex<Observer?>(nil)

  /// Runs a body that creates operations, and passes their reports to an observer.
  ///
  /// The observer is one of the whole program: a task-local value ends Swift 6.3's optimised code with
  /// a segmentation fault here.
  package static func observed<Value>(
    by newObserver: @escaping Observer, _ body: () throws -> Value
  ) rethrows -> Value {
    observer.withLock { $0 = newObserver }
    defer { observer.withLock { $0 = nil } }
    return try body()
  }

  /// Reports the number of bytes that were read.
  ///
  /// - Parameters:
  ///   - file: The path of the file.
  ///   - bytes: The bytes that were read until now.
  ///   - length: The length of the file in bytes.
  public static func report(_ file: String, bytes: Int, of length: Int) {
    observer.withLock { $0 }?(file, bytes, length)
  }
}
