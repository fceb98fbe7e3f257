/// Reads a header section line by line, as far as it has come, in one pass.
///
/// Each time more of the section has come it is handed over from its first byte, and reading goes on
/// where it stopped.
struct HeadParser {
  enum Progress: Equatable {
    /// More bytes are needed.
    case incomplete
    /// The section is complete, and ends before this place.
    case complete(end: Int)
    /// The section breaks the rules.
    case malformed
  }

  /// What the lines so far say of the response.
  private(set) var framing = ResponseFraming()
  private var lineStart = 0
  /// Before this place there is no control character in the line.
  private var scanned = 0

  /// Reads on.
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

  /// A section of which more must come, unless its first line can be no status line already.
  private func unfinished(_ head: Span<UInt8>) -> Progress {
    if lineStart > 0 { return .incomplete }
    let beginning: StaticString = "HTTP/1."
    return beginning.withUTF8Buffer { beginning in
      (0..<min(beginning.count, head.count)).allSatisfy { head[$0] == beginning[$0] }
    } ? .incomplete : .malformed
  }
}
