package import Foundation
import Glibc

/// An exclusive lock on a file, which the system releases when the process ends.
package struct FileLock: Sendable {
  /// The locked file, open for reading and appending.
  package let handle: FileHandle

  /// Locks a file and creates it if it is missing; nil if another process holds the lock.
  package static func acquire(_ file: URL) throws -> FileLock? {
    if !FileManager.default.fileExists(atPath: file.path) {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    let handle = try FileHandle(forUpdating: file)
    _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
    guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
      try handle.close()
      return nil
    }
    return FileLock(handle: handle)
  }

  /// Locks a file; waits while another process holds the lock, which it reports once.
  package static func waiting(
    for file: URL, report: () -> Void = {}
  ) async throws -> FileLock {
    var isReported = false
    while true {
      if let lock = try acquire(file) { return lock }
      if !isReported { report() }
      isReported = true
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  /// Releases the lock.
  package func release() {
    try? handle.close()
  }
}
