import CLinux
package import Foundation
import Glibc
import Synchronization

/// A server's log file, of which the last MiB is kept on disk.
///
/// The server appends to the file and never reads it, so that the system can free its beginning while
/// the length keeps growing. On file systems that cannot free a part the whole log stays.
package final class BoundedLog: Sendable {
  /// The bytes that are kept at least.
  package static let kept = 1 << 20

  private let file: URL
  private let state = Mutex(State())

  private struct State {
    var bytes = 0
    var lines = 0
    var freed = 0
  }

  /// Creates the bound of a file, which a server may not have made yet.
  package init(_ file: URL) {
    self.file = file
  }

  /// Counts what was written since the last call and frees what lies before the last MiB.
  ///
  /// - Returns: The lines and bytes that were written in all.
  @discardableResult
  package func update() -> (lines: Int, bytes: Int) {
    state.withLock { state in
      let descriptor = open(file.path, O_RDWR | O_CLOEXEC)
      guard descriptor >= 0 else { return (state.lines, state.bytes) }
      defer { close(descriptor) }
      Self.count(descriptor, &state)
      Self.free(descriptor, &state)
      return (state.lines, state.bytes)
    }
  }

  private static func count(_ descriptor: Int32, _ state: inout State) {
    let size = 1 << 16
    var buffer = [UInt8](repeating: 0, count: size)
    while true {
      let count = pread(descriptor, &buffer, size, state.bytes)
      guard count > 0 else { return }
      state.lines += buffer[..<count].count { $0 == UInt8(ascii: "\n") }
      state.bytes += count
    }
  }

  private static func free(_ descriptor: Int32, _ state: inout State) {
    let end = (state.bytes - kept) / kept * kept
    guard end > state.freed else { return }
    if file_punch_hole(descriptor, state.freed, end - state.freed) == 0 { state.freed = end }
  }
}
