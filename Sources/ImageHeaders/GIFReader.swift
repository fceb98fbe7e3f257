/// Reads the logical screen of a GIF (GIF89a specification, §18).
package struct GIFReader: HeaderReader {
  package mutating func begin(_ signature: Span<UInt8>) -> Need {
    // The rest of the version, then width and height.
    Need(gather: 2 + 4)
  }

  package mutating func read(
    _ head: Span<UInt8>, position: Int, into report: inout ImageReport
  ) -> Need {
    report.width = Int(head.uint(at: 2, bytes: 2, isLittleEndian: true))
    report.height = Int(head.uint(at: 4, bytes: 2, isLittleEndian: true))
    report.components = 3
    report.bitDepth = 8
    return .nothing
  }
}
