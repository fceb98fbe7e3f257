/// Walks the boxes of a JP2 file (ITU-T T.800, annex I).
package struct JP2Reader: HeaderReader {
  private enum Step {
    case signature
    case box
    case longBox(type: UInt32)
    case imageHeader(rest: Int)
    case colour(rest: Int)
  }

  private enum Box {
    static let header: UInt32 = 0x6A70_3268
    static let imageHeader: UInt32 = 0x6968_6472
    static let colour: UInt32 = 0x636F_6C72
    static let codestream: UInt32 = 0x6A70_3263
  }

  private var step = Step.signature
  /// Whether the codestream's box has been seen.
  private var hasCodestream = false
  /// Whether the codestream is the last box seen.
  private var endsInCodestream = false
  /// The end of the last box; nil if it ends with the file.
  private var end: Int? = 12

  package mutating func begin(_ signature: Span<UInt8>) -> Need {
    self = JP2Reader()
    return Need(gather: 8)
  }

  package mutating func read(
    _ head: Span<UInt8>, position: Int, into report: inout ImageReport
  ) -> Need {
    switch step {
    case .signature:
      guard head.uint(at: 0, bytes: 8) == 0x6A50_2020_0D0A_870A else {
        report.kind = nil
        return .nothing
      }
      return nextBox(skipping: 0)
    case .box:
      let (length, type) = (Int(head.uint32(at: 0)), head.uint32(at: 4))
      if length == 1 {
        step = .longBox(type: type)
        return Need(gather: 8)
      }
      if length == 0 { return lastBox(type) }
      return enter(type, contentLength: length - 8, position: position)
    case .longBox(let type):
      guard let length = Int(exactly: head.uint(at: 0, bytes: 8)) else { return .nothing }
      return enter(type, contentLength: length - 16, position: position)
    case .imageHeader(let rest):
      report.height = Int(head.uint32(at: 0))
      report.width = Int(head.uint32(at: 4))
      report.components = head.uint16(at: 8)
      // 255 means that the channels differ in depth.
      report.bitDepth = head[10] == 255 ? nil : Int(head[10] & 0x7F) + 1
      return nextBox(skipping: rest)
    case .colour(let rest):
      // 1 is a colour space; 2 and 3 are profiles.
      if head[0] == 2 || head[0] == 3 { report.hasColourProfile = true }
      return nextBox(skipping: rest)
    }
  }

  /// Whether all boxes are complete and the codestream, if it is the last box, ends with its marker.
  package func isComplete(byteCount: Int, endsInMarker: Bool) -> Bool {
    hasCodestream && byteCount >= end ?? 0 && (endsInMarker || !endsInCodestream)
  }

  private mutating func enter(_ type: UInt32, contentLength: Int, position: Int) -> Need {
    let (boxEnd, overflows) = position.addingReportingOverflow(contentLength)
    guard contentLength >= 0, !overflows else { return .nothing }
    end = boxEnd
    endsInCodestream = type == Box.codestream
    hasCodestream = hasCodestream || endsInCodestream
    switch type {
    case Box.header:
      // Nested boxes are read like top-level ones.
      return nextBox(skipping: 0)
    case Box.imageHeader where contentLength >= 11:
      step = .imageHeader(rest: contentLength - 11)
      return Need(gather: 11)
    case Box.colour where contentLength >= 1:
      step = .colour(rest: contentLength - 1)
      return Need(gather: 1)
    default:
      return nextBox(skipping: contentLength)
    }
  }

  /// Records a box that extends to the end of the file.
  private mutating func lastBox(_ type: UInt32) -> Need {
    end = nil
    endsInCodestream = type == Box.codestream
    hasCodestream = hasCodestream || endsInCodestream
    return .nothing
  }

  private mutating func nextBox(skipping bytes: Int) -> Need {
    step = .box
    return Need(skip: bytes, gather: 8)
  }
}
