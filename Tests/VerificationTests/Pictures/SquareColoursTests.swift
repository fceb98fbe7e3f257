@testable import ChildProcess
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import LoadGenerator
@testable import Results
@testable import Support
@testable import Verification
import Testing

@Suite("The colours of the squares")
struct SquareColoursTests {
  /// The colour at a place of a valid answer without rotation.
  private func colour(_ x: Int, _ y: Int, scale: Double, left: Int, top: Int)
    -> ColouredSquares.Colour
  {
    ColouredSquares.colour(
      column: min(9, (left + Int(Double(x) / scale)) / 100),
      row: min(9, (top + Int(Double(y) / scale)) / 100))
  }

  private func squares(
    _ request: ImageRequest, size: PixelSize? = nil
  ) throws -> SquareColours {
    let picture = ColouredSquares.validator
    return try #require(
      SquareColours(request, of: picture, size: size ?? request.resultSize(of: picture.size)))
  }

  @Test("Valid answers pass: full, scaled, and a region")
  func right() throws {
    #expect(
      try squares(ImageRequest()).finding { colour($0, $1, scale: 1, left: 0, top: 0) } == nil)
    #expect(
      try squares(ImageRequest(size: Size(.width(250)))).finding {
        colour($0, $1, scale: 0.25, left: 0, top: 0)
      } == nil)
    let region = Region.pixels(x: 150, y: 320, width: 400, height: 300)
    #expect(
      try squares(ImageRequest(region: region, size: Size(.width(200)))).finding {
        colour($0, $1, scale: 0.5, left: 150, top: 320)
      } == nil)
  }

  @Test("Mirroring precedes rotation, which is clockwise")
  func turned() throws {
    let size = ColouredSquares.validator.size.width
    let turns: [(Rotation, (Int, Int) -> (Int, Int))] = [
      (Rotation(degrees: 90), { x, y in (y, size - 1 - x) }),
      (Rotation(degrees: 180), { x, y in (size - 1 - x, size - 1 - y) }),
      (Rotation(degrees: 270), { x, y in (size - 1 - y, x) }),
      (Rotation(degrees: 0, mirrored: true), { x, y in (size - 1 - x, y) }),
      (Rotation(degrees: 180, mirrored: true), { x, y in (x, size - 1 - y) }),
    ]
    for (rotation, source) in turns {
      let squares = try squares(ImageRequest(rotation: rotation))
      let finding = squares.finding { x, y in
        let (sourceX, sourceY) = source(x, y)
        return colour(sourceX, sourceY, scale: 1, left: 0, top: 0)
      }
      #expect(finding == nil, "\(rotation.parameter)")
      #expect(squares.finding { colour($0, $1, scale: 1, left: 0, top: 0) } != nil)
    }
  }

  @Test("Another region has other colours, and the first wrong square is named")
  func otherRegion() throws {
    let region = Region.pixels(x: 100, y: 0, width: 200, height: 100)
    let finding = try squares(ImageRequest(region: region)).finding {
      colour($0, $1, scale: 1, left: 0, top: 0)
    }
    #expect(
      finding
        == "2 of 2 squares have another colour: #3daa7e at 13,13 instead of #c38578")
  }

  @Test("One square of five may be wrong, and no channel more than 5 off")
  func tolerance() throws {
    let row = Region.pixels(x: 0, y: 0, width: 500, height: 100)
    let squares = try squares(ImageRequest(region: row))
    func finding(off: UInt8, squaresOff: Int) -> String? {
      squares.finding { x, y in
        var colour = colour(x, y, scale: 1, left: 0, top: 0)
        if x < 100 * squaresOff { colour.red = colour.red &+ off }
        return colour
      }
    }
    #expect(finding(off: 5, squaresOff: 5) == nil)
    #expect(finding(off: 6, squaresOff: 1) == nil)
    #expect(finding(off: 6, squaresOff: 2) != nil)
  }

  @Test("Grey and bitonal answers have no colours", arguments: [Quality.gray, .bitonal])
  func qualities(quality: Quality) throws {
    let grey = ColouredSquares.Colour(red: 90, green: 92, blue: 91)
    let squares = try squares(ImageRequest(quality: quality))
    #expect(squares.finding { _, _ in grey } == nil)
    #expect(squares.finding { colour($0, $1, scale: 1, left: 0, top: 0) } != nil)
  }

  @Test("Oblique and tiny answers cannot be judged by squares")
  func impossible() {
    #expect(
      SquareColours(
        ImageRequest(rotation: Rotation(degrees: 30)), of: .validator,
        size: PixelSize(width: 1366, height: 1366)) == nil)
    #expect(
      SquareColours(
        ImageRequest(size: Size(.width(30))), of: .validator,
        size: PixelSize(width: 30, height: 30)) == nil)
  }
}
