/// Reads the header chunk of a PNG and the chunks before its image data (PNG specification, §11).
package struct PNGReader: HeaderReader {
  private static let header: UInt32 = 0x4948_4452
  private static let picture: UInt32 = 0x4944_4154
  private static let colourProfile: UInt32 = 0x6943_4350
  private static let exif: UInt32 = 0x6558_4966

  private var hasHeader = false

  package mutating func begin(_ signature: Span<UInt8>) -> Need {
    hasHeader = false
    // The rest of the signature; length, type and content of the first chunk.
    return Need(gather: 4 + 8 + 13)
  }

  package mutating func read(
    _ head: Span<UInt8>, position: Int, into report: inout ImageReport
  ) -> Need {
    guard hasHeader else { return readHeader(head, into: &report) }
    let (length, type) = (Int(head.uint32(at: 0)), head.uint32(at: 4))
    switch type {
    case Self.picture: return .nothing
    case Self.colourProfile: report.hasColourProfile = true
    case Self.exif: report.hasEXIF = true
    default: break
    }
    return nextChunk(skipping: length)
  }

  private mutating func readHeader(_ head: Span<UInt8>, into report: inout ImageReport) -> Need {
    guard head.uint32(at: 0) == 0x0D0A_1A0A, head.uint32(at: 8) == Self.header else {
      return .nothing
    }
    hasHeader = true
    let (width, height) = (Int(head.uint32(at: 12)), Int(head.uint32(at: 16)))
    report.width = width > 0 ? width : nil
    report.height = height > 0 ? height : nil
    report.bitDepth = Int(head[20])
    report.components =
      switch head[21] {
      case 0: 1
      case 4: 2
      case 2, 3: 3
      case 6: 4
      default: nil
      }
    return nextChunk(skipping: 0)
  }

  /// Skips a chunk's content and its checksum.
  private func nextChunk(skipping length: Int) -> Need { Need(skip: length + 4, gather: 8) }
}
