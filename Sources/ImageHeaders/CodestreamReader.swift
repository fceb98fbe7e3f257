/// Reads the image size of a bare JPEG 2000 codestream (ITU-T T.800, annex A.5.1).
package struct CodestreamReader: HeaderReader {
  package mutating func begin(_ signature: Span<UInt8>) -> Need {
    // Length, capabilities, then size, offset, tile size and tile offset, components, first depth.
    Need(gather: 2 + 2 + 8 * 4 + 2 + 1)
  }

  package mutating func read(
    _ head: Span<UInt8>, position: Int, into report: inout ImageReport
  ) -> Need {
    report.width = extent(from: head.uint32(at: 12), to: head.uint32(at: 4))
    report.height = extent(from: head.uint32(at: 16), to: head.uint32(at: 8))
    report.components = head.uint16(at: 36)
    report.bitDepth = Int(head[38] & 0x7F) + 1
    return .nothing
  }

  private func extent(from start: UInt32, to end: UInt32) -> Int? {
    end > start ? Int(end - start) : nil
  }
}
