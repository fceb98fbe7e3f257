import Glibc

/// Reads one pipe of a program.
final class OutputReader {
  /// The result of ``OutputReader/read()``.
  enum Progress {
    /// More may follow.
    case open
    /// No process holds the other end.
    case ended
    /// The output exceeds the limit.
    case tooMuch(limit: Int)
  }

  private static let chunk = 1 << 16
  private static let longestLine = 1 << 20

  /// The end of the pipe that is read, which does not block.
  let descriptor: Int32
  /// The bytes that are kept, or the line that is not complete yet.
  private(set) var bytes: [UInt8] = []
  private let target: OutputTarget

  init(descriptor: Int32, target: OutputTarget) {
    self.descriptor = descriptor
    self.target = target
  }

  /// Reads what has arrived, at most 1 MiB, so that no program holds up the others.
  func read() -> Progress {
    for _ in 0..<16 {
      let (count, part) = readChunk()
      if count == 0 { return .ended }
      if count < 0 { return errno == EAGAIN || errno == EINTR ? .open : .ended }
      if case .tooMuch(let limit) = take(part) { return .tooMuch(limit: limit) }
    }
    return .open
  }

  /// Passes on a last line without a line end.
  func finish() {
    guard case .lines(let take) = target, !bytes.isEmpty else { return }
    take(String(decoding: bytes, as: UTF8.self))
    bytes = []
  }

  private func readChunk() -> (count: Int, part: [UInt8]) {
    var count = 0
    let part = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, initialized in
      count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      initialized = max(0, count)
    }
    return (count, part)
  }

  private func take(_ part: [UInt8]) -> Progress {
    switch target {
    case .nowhere, .file: break
    case .memory(let limit):
      guard bytes.count + part.count <= limit else { return .tooMuch(limit: limit) }
      bytes += part
    case .lines(let take):
      var rest = part[...]
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        bytes += rest[..<end]
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        take(String(decoding: bytes, as: UTF8.self))
        bytes.removeAll(keepingCapacity: true)
        rest = rest[(end + 1)...]
      }
      bytes += rest
      if bytes.count >= Self.longestLine { finish() }
    }
    return .open
  }
}
