/// Parses a header section in one pass, even if it arrives in pieces.
///
/// Each call gets the section from its first byte, and parsing continues where it stopped.
struct HeadParser {
  enum Progress: Equatable {
    /// More bytes are needed.
    case incomplete
    /// The section is complete and ends before this index.
    case complete(end: Int)
    /// The section is invalid.
    case malformed
  }

  /// The framing of the response, according to the lines so far.
  private(set) var framing = ResponseFraming()
  private var lineStart = 0
  /// The current line has no control character before this index.
  private var scanned = 0

  /// Parses more of the section.
  mutating func read(_ head: Span<UInt8>) -> Progress {
    while true {
      scanned = head.firstControl(from: scanned, before: head.count)
      let end = scanned
      guard end < head.count else { return unfinished(head) }
      switch head[end] {
      case UInt8(ascii: "\t"): scanned += 1
      case UInt8(ascii: "\r"):
        guard end + 1 < head.count else { return unfinished(head) }
        guard head[end + 1] == UInt8(ascii: "\n") else { return .malformed }
        if end == lineStart, lineStart > 0 {
          return framing.isValid ? .complete(end: end + 2) : .malformed
        }
        guard read(lineStart..<end, of: head) else { return .malformed }
        lineStart = end + 2
        scanned = lineStart
      default: return .malformed
      }
    }
  }

  private mutating func read(_ line: Range<Int>, of head: Span<UInt8>) -> Bool {
    lineStart == 0
      ? framing.readStatusLine(head, to: line.upperBound) : framing.readField(head, line)
  }

  /// An unfinished section is incomplete, or malformed if it does not begin like a status line.
  private func unfinished(_ head: Span<UInt8>) -> Progress {
    if lineStart > 0 { return .incomplete }
    let beginning: StaticString = "HTTP/1."
    return beginning.withUTF8Buffer { beginning in
      (0..<min(beginning.count, head.count)).allSatisfy { head[$0] == beginning[$0] }
    } ? .incomplete : .malformed
  }
}
