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
    let free = max(size.width, size.height) - min(size.width, size.height)
    return room == 0 ? 0 : Int((Double(free) * Self.minimum(of: errors) / Double(room)).rounded())
  }

  /// The place of the minimum, between indices by a parabola through the lowest value and its
  /// neighbours.
  private static func minimum(of values: [Double]) -> Double {
    let best = values.indices.min { values[$0] < values[$1] } ?? 0
    guard best > 0, best < values.count - 1 else { return Double(best) }
    let (before, after) = (values[best - 1], values[best + 1])
    let curvature = before - 2 * values[best] + after
    return curvature > 0 ? Double(best) + (before - after) / (2 * curvature) : Double(best)
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
      let row = (2 * y + 1) * height / (2 * side)
      return lightness[row * width + (2 * x + 1) * width / (2 * side)]
    }
  }
}
