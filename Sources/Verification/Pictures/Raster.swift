package import IIIFBench
package import Foundation
package import IIIF

/// A decoded picture in a binary PPM or PGM file of 8 bits, written by libvips.
package struct Raster {
  /// A part of a picture.
  package struct Frame {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    /// The size reduced so that the longer side keeps a limit.
    package func reducedSize(longerSide: Int) -> PixelSize {
      let scale = min(1, Double(longerSide) / Double(max(width, height, 1)))
      return PixelSize(
        width: max(1, Int((Double(width) * scale).rounded())),
        height: max(1, Int((Double(height) * scale).rounded())))
    }
  }

  package let size: PixelSize
  private let channels: Int
  private let start: Int
  private let data: Data

  /// Reads the header (netpbm's documentation of `ppm` and `pgm`).
  ///
  /// - Throws: ``UnreadableRaster``.
  package init(_ data: Data) throws {
    var head = NetpbmHead(data)
    let kind = head.word()
    guard kind == "P6" || kind == "P5", let width = Int(head.word()), let height = Int(head.word()),
      head.word() == "255", width > 0, height > 0
    else { throw UnreadableRaster() }
    channels = kind == "P6" ? 3 : 1
    start = head.index
    guard data.count - start >= width * height * channels else { throw UnreadableRaster() }
    size = PixelSize(width: width, height: height)
    self.data = data
  }

  /// The part that a view compares.
  package func frame(of view: PictureDigest.View) -> Frame {
    guard let middle = view.middle else {
      return Frame(x: 0, y: 0, width: size.width, height: size.height)
    }
    let side = min(middle, size.width, size.height)
    return Frame(
      x: (size.width - side) / 2, y: (size.height - side) / 2, width: side, height: side)
  }

  /// The reduced picture by area means, and the share of pixels that are nearly black or nearly
  /// white.
  package func reduced(
    _ frame: Frame, to target: PixelSize
  ) -> (picture: ReducedPicture, extremeShare: Double) {
    let columns = (0..<frame.width).map { $0 * target.width / frame.width }
    var sums = [Int32](repeating: 0, count: 3 * target.width * target.height)
    var counts = [Int32](repeating: 0, count: target.width * target.height)
    var extremes = 0
    let bytes = data.span
    for y in 0..<frame.height {
      let row = y * target.height / frame.height * target.width
      var index = start + ((frame.y + y) * size.width + frame.x) * channels
      for column in columns {
        let pixel = row + column
        let green = bytes[index + channels / 2]
        sums[3 * pixel] += Int32(bytes[index])
        sums[3 * pixel + 1] += Int32(green)
        sums[3 * pixel + 2] += Int32(bytes[index + channels - 1])
        counts[pixel] += 1
        if green < 32 || green > 223 { extremes += 1 }
        index += channels
      }
    }
    let samples = sums.indices.map { index in
      let count = max(1, counts[index / 3])
      return UInt8((sums[index] + count / 2) / count)
    }
    return (
      ReducedPicture(width: target.width, height: target.height, samples: samples),
      Double(extremes) / Double(max(1, frame.width * frame.height))
    )
  }

  /// The colour of a pixel; equal channels for a grey picture.
  package func colour(x: Int, y: Int) -> ColouredSquares.Colour {
    let index = start + (y * size.width + x) * channels
    let bytes = data.span
    return ColouredSquares.Colour(
      red: bytes[index], green: bytes[index + channels / 2], blue: bytes[index + channels - 1])
  }

  /// Lightness in a square, with the weights of ITU-R BT.601.
  package func lightness(x: Int, y: Int, side: Int) -> [UInt8] {
    let bytes = data.span
    var lightness: [UInt8] = []
    lightness.reserveCapacity(side * side)
    for row in y..<y + side {
      for column in x..<x + side {
        let index = start + (row * size.width + column) * channels
        let red = 299 * Int(bytes[index])
        let green = 587 * Int(bytes[index + channels / 2])
        let blue = 114 * Int(bytes[index + channels - 1])
        lightness.append(UInt8((red + green + blue + 500) / 1000))
      }
    }
    return lightness
  }
}

/// Reads the words of a netpbm header; comments last from `#` to the end of the line.
private struct NetpbmHead {
  private let data: Data
  /// The beginning of the raster, after the last word.
  private(set) var index: Int

  init(_ data: Data) {
    self.data = data
    index = data.startIndex
  }

  mutating func word() -> String {
    var word = ""
    var isComment = false
    while index < data.endIndex {
      let byte = data[index]
      index += 1
      if isComment {
        isComment = byte != UInt8(ascii: "\n")
      } else if byte == UInt8(ascii: "#") {
        isComment = true
      } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") {
        if !word.isEmpty { return word }
      } else {
        guard word.count < 16 else { return "" }
        word.append(Character(UnicodeScalar(byte)))
      }
    }
    return word
  }
}
