/// A file of an exact length with the markers of a JPEG image.
enum StubImage {
  /// The size in pixels in its header.
  static let (width, height) = (640, 480)

  /// The bytes of a file.
  static func bytes(count: Int) -> [UInt8] {
    let frame: [UInt8] = [
      8, UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255), 1,
      1, 0x11, 0,
    ]
    let scan: [UInt8] = [1, 1, 0, 0, 63, 0]
    let head =
      [0xFF, 0xD8] + segment(0xDB, [0] + [UInt8](repeating: 16, count: 64))
      + segment(0xC0, frame) + segment(0xDA, scan)
    let end: [UInt8] = [0xFF, 0xD9]
    let filler = (0..<(count - head.count - end.count)).map { UInt8($0 * 37 % 251) }
    return head + filler + end
  }

  private static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
    [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 255)] + content
  }
}
