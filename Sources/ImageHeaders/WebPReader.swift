/// Reads the first chunk of a WebP file (RFC 9649, §2).
package struct WebPReader: HeaderReader {
  /// The declared length after the first eight bytes.
  private var contentLength: Int?

  package mutating func begin(_ signature: Span<UInt8>) -> Need {
    contentLength = nil
    // Length, `WEBP`, type and length of the first chunk, and the ten bytes with the size.
    return Need(gather: 4 + 4 + 8 + 10)
  }

  package mutating func read(
    _ head: Span<UInt8>, position: Int, into report: inout ImageReport
  ) -> Need {
    guard head.uint32(at: 4) == 0x5745_4250 else {
      report.kind = nil
      return .nothing
    }
    contentLength = little(head, 0, bytes: 4)
    switch head.uint32(at: 8) {
    case 0x5650_3820: readLossy(head, into: &report)
    case 0x5650_384C: readLossless(head, into: &report)
    case 0x5650_3858: readExtended(head, into: &report)
    default: break
    }
    return .nothing
  }

  package func isComplete(byteCount: Int) -> Bool {
    contentLength.map { byteCount >= $0 + 8 } ?? false
  }

  private func readLossy(_ head: Span<UInt8>, into report: inout ImageReport) {
    guard head.uint(at: 19, bytes: 3) == 0x9D_012A else { return }
    // The upper two bits are a display scale.
    report.width = little(head, 22, bytes: 2) & 0x3FFF
    report.height = little(head, 24, bytes: 2) & 0x3FFF
    report.components = 3
    report.bitDepth = 8
  }

  private func readLossless(_ head: Span<UInt8>, into report: inout ImageReport) {
    guard head[16] == 0x2F else { return }
    let bits = little(head, 17, bytes: 4)
    report.width = bits & 0x3FFF + 1
    report.height = bits >> 14 & 0x3FFF + 1
    report.components = bits >> 28 & 1 == 1 ? 4 : 3
    report.bitDepth = 8
  }

  private func readExtended(_ head: Span<UInt8>, into report: inout ImageReport) {
    let flags = head[16]
    report.width = little(head, 20, bytes: 3) + 1
    report.height = little(head, 23, bytes: 3) + 1
    report.components = flags & 0x10 != 0 ? 4 : 3
    report.bitDepth = 8
    report.hasColourProfile = flags & 0x20 != 0
    report.hasEXIF = flags & 0x08 != 0
  }

  private func little(_ head: Span<UInt8>, _ index: Int, bytes: Int) -> Int {
    Int(head.uint(at: index, bytes: bytes, isLittleEndian: true))
  }
}
