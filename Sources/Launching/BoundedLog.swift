import CLinux
package import Foundation
import Glibc
import Support
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
    /// When the last update ended.
    var updated = Date()
    /// The ends of what was written between updates, in order of time.
    var ends: [End] = []
  }

  /// The end of what was written in a span of time.
  private struct End {
    var span: ClosedRange<Date>
    var bytes: [UInt8]
    /// Whether `bytes` is all that was written.
    var isWhole: Bool
  }

  /// The bytes that are kept of each update.
  private static let endLength = 2048
  /// The number of updates of which they are kept: ten minutes, at one update a second.
  private static let endCount = 600
  /// The number of lines that ``lines(at:)`` returns.
  private static let shownLines = 5

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

  /// The last lines that were written in the second after a time, or in the update before it ended.
  ///
  /// Stack traces are folded to a line.
  package func lines(at time: Date) -> [String] {
    update()
    let parts = state.withLock { state in
      state.ends.filter { $0.span.upperBound >= time && $0.span.lowerBound <= time + 1 }
    }
    let lines = parts.flatMap { part in
      let text = String(decoding: part.bytes, as: UTF8.self)
      return TextTail.lines(of: text, last: .max).dropFirst(part.isWhole ? 0 : 1)
    }
    return LogExcerpt.folded(lines).suffix(Self.shownLines)
  }

  /// Copies what is left of the log to a file; false if there is nothing, or if that fails.
  package func copy(to target: URL) -> Bool {
    update()
    let freed = state.withLock(\.freed)
    guard let source = try? FileHandle(forReadingFrom: file) else { return false }
    defer { try? source.close() }
    do {
      try source.seek(toOffset: UInt64(freed))
      guard let content = try source.readToEnd(), !content.isEmpty else { return false }
      try content.write(to: target)
      return true
    } catch {
      return false
    }
  }

  private static func count(_ descriptor: Int32, _ state: inout State) {
    let size = 1 << 16
    var buffer = [UInt8](repeating: 0, count: size)
    let (before, start) = (state.bytes, state.updated)
    var end: [UInt8] = []
    while true {
      let count = pread(descriptor, &buffer, size, state.bytes)
      guard count > 0 else { break }
      state.lines += buffer[..<count].count { $0 == UInt8(ascii: "\n") }
      state.bytes += count
      end = (end + buffer[..<count].suffix(endLength)).suffix(endLength)
    }
    let now = Date()
    state.updated = now
    guard state.bytes > before else { return }
    state.ends.append(
      End(
        span: min(start, now)...now, bytes: end, isWhole: state.bytes - before == end.count))
    if state.ends.count > endCount { state.ends.removeFirst() }
  }

  private static func free(_ descriptor: Int32, _ state: inout State) {
    let end = (state.bytes - kept) / kept * kept
    guard end > state.freed else { return }
    if file_punch_hole(descriptor, state.freed, end - state.freed) == 0 { state.freed = end }
  }
}
