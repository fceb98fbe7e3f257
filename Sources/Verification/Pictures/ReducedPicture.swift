/// A picture so small that the effects of encoders and resamplers average out.
package struct ReducedPicture: Hashable, Sendable {
  package let width: Int
  package let height: Int
  /// Red, green and blue of each pixel, row by row.
  package let samples: [UInt8]

  /// Rotations and reflections of a picture.
  package enum Turn: CaseIterable, Sendable {
    case none, quarter, half, threeQuarters, mirrored, mirroredQuarter, mirroredHalf,
      mirroredThreeQuarters

    /// The description of the transformation.
    package var text: String {
      switch self {
      case .none: "upright"
      case .quarter: "turned by 90°"
      case .half: "turned by 180°"
      case .threeQuarters: "turned by 270°"
      case .mirrored: "mirrored"
      case .mirroredQuarter: "mirrored and turned by 90°"
      case .mirroredHalf: "mirrored and turned by 180°"
      case .mirroredThreeQuarters: "mirrored and turned by 270°"
      }
    }

    /// Whether width and height are exchanged.
    package var swapsSides: Bool {
      switch self {
      case .none, .half, .mirrored, .mirroredHalf: false
      case .quarter, .threeQuarters, .mirroredQuarter, .mirroredThreeQuarters: true
      }
    }
  }

  /// Lightness of each pixel, with the weights of ITU-R BT.601.
  package var lightness: [Double] {
    (0..<width * height).map { pixel in
      let red = 0.299 * Double(samples[3 * pixel])
      let green = 0.587 * Double(samples[3 * pixel + 1])
      let blue = 0.114 * Double(samples[3 * pixel + 2])
      return red + green + blue
    }
  }

  /// The mean of each channel.
  package var means: [Double] {
    let count = Double(max(1, width * height))
    return (0..<3).map { channel in
      stride(from: channel, to: samples.count, by: 3).reduce(0) { $0 + Double(samples[$1]) } / count
    }
  }

  /// The mean distance of the channels; 0 for a grey picture.
  package var colourfulness: Double {
    guard width * height > 0 else { return 0 }
    let sum = stride(from: 0, to: samples.count, by: 3).reduce(0) { sum, index in
      let (red, green, blue) = (
        Int(samples[index]), Int(samples[index + 1]), Int(samples[index + 2])
      )
      return sum + max(red, green, blue) - min(red, green, blue)
    }
    return Double(sum) / Double(width * height)
  }

  /// The transformed picture: mirrored on the vertical axis first, then rotated clockwise.
  package func turned(_ turn: Turn) -> ReducedPicture {
    let (newWidth, newHeight) = turn.swapsSides ? (height, width) : (width, height)
    var turned: [UInt8] = []
    turned.reserveCapacity(samples.count)
    for y in 0..<newHeight {
      for x in 0..<newWidth {
        let source = place(x, y, before: turn)
        turned += samples[source..<source + 3]
      }
    }
    return ReducedPicture(width: newWidth, height: newHeight, samples: turned)
  }

  /// The index of the sample that a pixel of the transformed picture comes from.
  private func place(_ x: Int, _ y: Int, before turn: Turn) -> Int {
    let (right, bottom) = (width - 1, height - 1)
    let (sourceX, sourceY) =
      switch turn {
      case .none: (x, y)
      case .quarter: (y, bottom - x)
      case .half: (right - x, bottom - y)
      case .threeQuarters: (right - y, x)
      case .mirrored: (right - x, y)
      case .mirroredQuarter: (right - y, bottom - x)
      case .mirroredHalf: (x, bottom - y)
      case .mirroredThreeQuarters: (y, x)
      }
    return 3 * (sourceY * width + sourceX)
  }
}
