package import Foundation

/// A page with coloured paper, lines of letters and a drawing, another one for each number and the
/// same every time.
package struct TestPage {
  private let width: Int
  private let height: Int
  private var samples: [UInt8]
  private var state: UInt64

  /// Draws a page.
  package init(number: Int, width: Int, height: Int) {
    self.width = width
    self.height = height
    state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
    samples = [UInt8](repeating: 0, count: 3 * width * height)
    for y in 0..<height {
      for x in 0..<width {
        let shade = (x * 20 / width + y * 30 / height)
        set(x, y, (UInt8(235 - shade), UInt8(222 - shade), UInt8(190 - shade)))
      }
    }
    drawBlots()
    drawLines()
  }

  /// The page as a binary PPM file.
  package var netpbm: Data { Data("P6\n\(width) \(height)\n255\n".utf8) + samples }

  private mutating func drawBlots() {
    for _ in 0..<6 {
      let colour = (UInt8(below(200)), UInt8(below(200)), UInt8(below(200)))
      let (left, top) = (below(width), below(height))
      fill(left, top, below(width / 5) + 20, below(height / 5) + 20, colour)
    }
  }

  private mutating func drawLines() {
    var y = 10 + below(10)
    while y < height - 16 {
      var x = 10 + below(40)
      while x < width - 12 {
        let letter = 3 + below(6)
        if below(6) > 0 { fill(x, y + below(4), letter, 4 + below(7), (40, 32, 28)) }
        x += letter + 3
      }
      y += 18
    }
  }

  private mutating func fill(
    _ left: Int, _ top: Int, _ width: Int, _ height: Int, _ colour: (UInt8, UInt8, UInt8)
  ) {
    for y in top..<min(top + height, self.height) {
      for x in left..<min(left + width, self.width) { set(x, y, colour) }
    }
  }

  private mutating func set(_ x: Int, _ y: Int, _ colour: (UInt8, UInt8, UInt8)) {
    let index = 3 * (y * width + x)
    (samples[index], samples[index + 1], samples[index + 2]) = colour
  }

  private mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(limit, 1)))
  }
}
