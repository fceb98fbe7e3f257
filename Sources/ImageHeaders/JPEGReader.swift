/// Walks the marker segments of a JPEG up to its first scan (ITU-T T.81, annex B).
package struct JPEGReader: HeaderReader {
  private enum Step {
    case marker
    case length(marker: UInt8)
    case segment(marker: UInt8, rest: Int)
  }

  private var step = Step.marker
  /// Sums of the quantisation tables 0 to 3; 0 where a table is not defined.
  private var tableSums = SIMD4<Int32>()
  /// The tables of the first and the second component.
  private var tableOfLuminance = 0
  private var tableOfChrominance: Int?
  private var hasFrame = false
  /// Whether the first scan was reached.
  package private(set) var hasScan = false

  package mutating func begin(_ signature: Span<UInt8>) -> Need {
    self = JPEGReader()
    return follow(marker: signature[3])
  }

  package mutating func read(
    _ head: Span<UInt8>, position: Int, into report: inout ImageReport
  ) -> Need {
    switch step {
    case .marker: return readMarker(head)
    case .length(let marker):
      let length = head.uint16(at: 0) - 2
      if marker == Marker.startOfScan { return finishHead(&report) }
      guard length >= 0 else { return .nothing }
      let wanted = min(length, Marker.wantedBytes(of: marker))
      if wanted == 0 { return nextMarker(skipping: length) }
      step = .segment(marker: marker, rest: length - wanted)
      return Need(gather: wanted)
    case .segment(let marker, let rest):
      readSegment(marker, head, into: &report)
      return nextMarker(skipping: rest)
    }
  }

  private mutating func nextMarker(skipping bytes: Int) -> Need {
    step = .marker
    return Need(skip: bytes, gather: 2)
  }

  /// Reads a marker of two bytes, or only the second byte after a fill byte.
  private mutating func readMarker(_ head: Span<UInt8>) -> Need {
    guard head.count == 1 || head[0] == 0xFF else { return .nothing }
    return follow(marker: head[head.count - 1])
  }

  private mutating func follow(marker: UInt8) -> Need {
    switch marker {
    case 0xFF:
      // A fill byte, which the standard allows before a marker.
      step = .marker
      return Need(gather: 1)
    case 0x01, 0xD0...0xD7: return nextMarker(skipping: 0)
    case 0x00, 0xD8, 0xD9: return .nothing
    default:
      step = .length(marker: marker)
      return Need(gather: 2)
    }
  }

  private mutating func readSegment(
    _ marker: UInt8, _ head: Span<UInt8>, into report: inout ImageReport
  ) {
    switch marker {
    case Marker.quantisation: readTables(head)
    case Marker.application1:
      if head.count == 6, head.uint32(at: 0) == 0x4578_6966 { report.hasEXIF = true }
    case Marker.application2:
      if head.count == 12, head.uint(at: 0, bytes: 8) == 0x4943_435F_5052_4F46 {
        report.hasColourProfile = true
      }
    default: readFrame(marker, head, into: &report)
    }
  }

  /// Sums tables of 64 entries of 8 or 16 bits, each after a byte with precision and number.
  private mutating func readTables(_ head: Span<UInt8>) {
    var index = 0
    while index < head.count {
      let (isWide, number) = (head[index] >> 4 != 0, Int(head[index] & 15))
      let end = index + 1 + (isWide ? 128 : 64)
      guard end <= head.count, number < 4 else { return }
      tableSums[number] = Int32(
        isWide
          ? stride(from: index + 1, to: end, by: 2).reduce(0) { $0 + head.uint16(at: $1) }
          : head.sumOf64Bytes(at: index + 1))
      index = end
    }
  }

  private mutating func readFrame(
    _ marker: UInt8, _ head: Span<UInt8>, into report: inout ImageReport
  ) {
    guard head.count >= 9, !hasFrame else { return }
    hasFrame = true
    let (height, width, components) = (head.uint16(at: 1), head.uint16(at: 3), Int(head[5]))
    report.bitDepth = Int(head[0])
    report.width = width > 0 ? width : nil
    // A height of 0 means that the height follows the first scan.
    report.height = height > 0 ? height : nil
    report.components = components
    report.isProgressive = marker & 3 == 2
    tableOfLuminance = Int(head[8] & 3)
    guard components >= 3, head.count >= 12 else { return }
    tableOfChrominance = Int(head[11] & 3)
    let (luminance, chrominance) = (head[7], head[10])
    guard chrominance >> 4 > 0, chrominance & 15 > 0 else { return }
    report.subsampling = ChromaSubsampling(
      horizontal: Int(luminance >> 4) / Int(chrominance >> 4),
      vertical: Int(luminance & 15) / Int(chrominance & 15))
  }

  private mutating func finishHead(_ report: inout ImageReport) -> Need {
    hasScan = hasFrame
    let luminance = Int(tableSums[tableOfLuminance])
    guard hasFrame, luminance > 0 else { return .nothing }
    let chrominance = tableOfChrominance.map { Int(tableSums[$0]) }
    report.quantisation = JPEGQuantisation(
      luminance: luminance, chrominance: chrominance == 0 ? nil : chrominance)
    return .nothing
  }
}

private enum Marker {
  static let startOfScan: UInt8 = 0xDA
  static let quantisation: UInt8 = 0xDB
  static let application1: UInt8 = 0xE1
  static let application2: UInt8 = 0xE2

  /// The number of bytes to read of a marker's segment; the rest is skipped.
  static func wantedBytes(of marker: UInt8) -> Int {
    switch marker {
    case quantisation: HeadBuffer.capacity
    case application1: 6
    case application2: 12
    // Start of frame: 0xC0 to 0xCF except tables (C4, CC) and a reserved code (C8).
    case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF: 12
    default: 0
    }
  }
}
