import IIIF

/// Finds the place of a square that the server has positioned along the longer side of a picture
/// (Image API 2.1 §4.1, 3.0 §4.1).
struct SquarePlacement {
  private let whole: ReducedPicture
  private let lightness: [Double]

  /// A search in a reduced picture.
  init(in whole: ReducedPicture) {
    self.whole = whole
    lightness = whole.lightness
  }

  /// The distance of the square from the start of the longer side, in pixels of a picture of a size.
  func offset(of square: ReducedPicture, in size: PixelSize) -> Int {
    let side = min(whole.width, whole.height)
    let square = square.resampled(to: side)
    let room = max(whole.width, whole.height) - side
    let errors = (0...room).map { offset in error(of: square, side: side, at: offset) }
    let best = errors.indices.min { errors[$0] < errors[$1] } ?? 0
    let free = max(size.width, size.height) - min(size.width, size.height)
    return room == 0 ? 0 : free * best / room
  }

  private func error(of square: [Double], side: Int, at offset: Int) -> Double {
    let isWide = whole.width > whole.height
    var sum = 0.0
    for y in 0..<side {
      for x in 0..<side {
        let (column, row) = isWide ? (x + offset, y) : (x, y + offset)
        let difference = square[y * side + x] - lightness[row * whole.width + column]
        sum += difference * difference
      }
    }
    return sum
  }
}

extension ReducedPicture {
  /// The lightness of the picture resampled to a square by the nearest pixels.
  fileprivate func resampled(to side: Int) -> [Double] {
    let lightness = lightness
    return (0..<side * side).map { pixel in
      let (x, y) = (pixel % side, pixel / side)
      return lightness[y * height / side * width + x * width / side]
    }
  }
}
