package import IIIFBench
package import IIIF

/// Judges pictures of the coloured squares as the IIIF validator does: by the colour in the middle
/// of each square, with a tolerance of 5 in each channel.
///
/// A format with a palette has a greater tolerance: the specification does not require a palette made
/// for the picture, and the usual fixed one has six levels of each channel, 51 apart.
package struct SquareColours {
  /// The tolerance of a channel in a format without a palette.
  package static let tolerance = 5
  /// The greatest distance of a channel from a fixed palette of six levels.
  private static let paletteStep = 26
  /// The share of squares that must be valid: encoders may spoil one in five.
  package static let validShare = 0.8
  /// The margin of a square that is ignored, as a share of its side.
  private static let margin = 0.13
  /// The smallest side of a middle that can be judged, in pixels.
  private static let minimumSide = 4

  /// The middle of a square in an answer.
  private struct Middle {
    var colour: ColouredSquares.Colour
    var x: Range<Int>
    var y: Range<Int>
  }

  private let request: ImageRequest
  private let middles: [Middle]
  private let tolerance: Int

  /// Locates the squares in an answer of a size; nil if none can be judged, because the rotation is
  /// not a multiple of 90 degrees or the answer is too small.
  package init?(
    _ request: ImageRequest, of squares: ColouredSquares, size: PixelSize,
    placement: ReferenceRendering.Placement = .middle
  ) {
    let turns = request.rotation.degrees / 90
    guard turns == turns.rounded(), size.area > 0 else { return nil }
    self.request = request
    tolerance = request.format == .gif ? Self.paletteStep + Self.tolerance : Self.tolerance
    let turn = Int(turns) % 4
    let upright =
      turn % 2 == 0 ? size : PixelSize(width: size.height, height: size.width)
    let extent = request.region.extent(of: squares.size)
    let corner = request.region.corner(in: squares.size, placement: placement)
    let (across, down) = (
      Double(upright.width) / Double(extent.width), Double(upright.height) / Double(extent.height)
    )
    var middles: [Middle] = []
    for column in 0..<squares.columns {
      for row in 0..<squares.rows {
        guard
          let x = Self.stretch(
            column, of: squares.side, from: corner.x, length: extent.width, scale: across),
          let y = Self.stretch(
            row, of: squares.side, from: corner.y, length: extent.height, scale: down)
        else { continue }
        let mirrored =
          request.rotation.mirrored ? Self.reversed(x, within: upright.width) : x
        let (turnedX, turnedY) = Self.turned(mirrored, y, by: turn, within: upright)
        middles.append(
          Middle(
            colour: ColouredSquares.colour(column: column, row: row), x: turnedX, y: turnedY))
      }
    }
    guard !middles.isEmpty else { return nil }
    self.middles = middles
  }

  /// A short description of an answer's wrong colours; nil if enough are valid.
  ///
  /// - Parameter pixel: The answer's colour at a place.
  package func finding(pixel: (_ x: Int, _ y: Int) -> ColouredSquares.Colour) -> String? {
    let seen = middles.map { median(of: $0, pixel: pixel) }
    let wrong = zip(middles, seen).filter { !matches($1, for: $0.colour) }
    guard Double(middles.count - wrong.count) < Self.validShare * Double(middles.count),
      let first = wrong.first
    else { return nil }
    return "\(wrong.count) of \(middles.count) squares have another colour: \(first.1) at "
      + "\(first.0.x.lowerBound),\(first.0.y.lowerBound) instead of \(expected(first.0.colour))"
  }

  private func matches(
    _ seen: ColouredSquares.Colour, for colour: ColouredSquares.Colour
  ) -> Bool {
    let channels = [seen.red, seen.green, seen.blue].map(Int.init)
    switch request.quality {
    case .default, .color:
      return zip(channels, [colour.red, colour.green, colour.blue]).allSatisfy {
        abs($0 - Int($1)) <= tolerance
      }
    case .gray, .bitonal:
      // A bitonal square may be dithered, so it is judged like a grey one.
      return (channels.max() ?? 0) - (channels.min() ?? 0) <= tolerance
    }
  }

  private func expected(_ colour: ColouredSquares.Colour) -> String {
    switch request.quality {
    case .default, .color: "\(colour)"
    case .gray, .bitonal: "a grey"
    }
  }

  private func median(
    of middle: Middle, pixel: (_ x: Int, _ y: Int) -> ColouredSquares.Colour
  ) -> ColouredSquares.Colour {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 256), count: 3)
    for y in middle.y {
      for x in middle.x {
        let colour = pixel(x, y)
        counts[0][Int(colour.red)] += 1
        counts[1][Int(colour.green)] += 1
        counts[2][Int(colour.blue)] += 1
      }
    }
    let half = middle.x.count * middle.y.count / 2
    let medians = counts.map { counts in
      var seen = 0
      return UInt8(
        counts.firstIndex { count in
          seen += count
          return seen > half
        } ?? 255)
    }
    return ColouredSquares.Colour(red: medians[0], green: medians[1], blue: medians[2])
  }

  /// The middle of a column or row of squares within a region that begins at `start`; nil if it is
  /// not wholly inside or too small.
  private static func stretch(
    _ number: Int, of side: Int, from start: Int, length: Int, scale: Double
  ) -> Range<Int>? {
    let begin = (Double(number) + margin) * Double(side) - Double(start)
    let end = (Double(number) + 1 - margin) * Double(side) - Double(start)
    guard begin >= 0, end <= Double(length) else { return nil }
    let first = Int((begin * scale).rounded(.up))
    let last = Int((end * scale).rounded(.down))
    return last - first >= minimumSide ? first..<last : nil
  }

  private static func reversed(_ range: Range<Int>, within length: Int) -> Range<Int> {
    length - range.upperBound..<length - range.lowerBound
  }

  /// The place after a number of quarter turns clockwise.
  private static func turned(
    _ x: Range<Int>, _ y: Range<Int>, by turn: Int, within size: PixelSize
  ) -> (x: Range<Int>, y: Range<Int>) {
    switch turn {
    case 1: (reversed(y, within: size.height), x)
    case 2: (reversed(x, within: size.width), reversed(y, within: size.height))
    case 3: (y, reversed(x, within: size.width))
    default: (x, y)
    }
  }
}
