@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import Measuring
@testable import Operations
@testable import Support
import Testing

@Suite struct BasicOperationsTests {
  private let sizes = [
    PixelSize(width: 2000, height: 3000), PixelSize(width: 300, height: 1000),
    PixelSize(width: 512, height: 512), PixelSize(width: 1, height: 1),
  ]

  @Test(
    "An iteration is reproducible and differs from others",
    arguments: [
      "random", "tile",
    ])
  func iterationsArePure(alignment: String) throws {
    let crop = try operation("crop", options: ["alignment": alignment, "size": "64"])
    let paths = try (0..<50).map { try crop.steps(of: iteration($0))[0][0].path() }
    let again = try (0..<50).map { try crop.steps(of: iteration($0))[0][0].path() }
    #expect(paths == again)
    #expect(Set(paths).count > 45)
  }

  @Test("A crop lies within the picture, however small", arguments: ["random", "tile"])
  func cropsLieWithin(alignment: String) throws {
    let crop = try operation("crop", options: ["alignment": alignment])
    for index in 0..<400 {
      let setting = iteration(index, sizes: sizes)
      let request = try crop.steps(of: setting)[0][0]
      let (x, y, width, height) = try pixels(of: request)
      #expect(x >= 0 && y >= 0 && width >= 1 && height >= 1)
      #expect(x + width <= setting.image.size.width && y + height <= setting.image.size.height)
      #expect(request.expectation.size == PixelSize(width: width, height: height))
      #expect(request.expectation.tolerance == 0)
    }
  }

  @Test("Aligned crops lie on the grid and reach the edges")
  func tilesCoverThePicture() throws {
    let crop = try operation("crop", options: ["alignment": "tile"])
    var widths: Set<Int> = []
    for index in 0..<400 {
      let (x, y, width, height) = try pixels(of: crop.steps(of: iteration(index))[0][0])
      #expect(x.isMultiple(of: 512) && y.isMultiple(of: 512))
      widths.insert(width)
      #expect(height == min(512, 3000 - y))
    }
    #expect(widths == [512, 2000 - 3 * 512])
  }

  @Test("Random crops reach all corners")
  func cropsReachTheCorners() throws {
    let crop = try operation("crop", options: ["size": "1"])
    let sizes = [PixelSize(width: 2, height: 2)]
    var places: Set<[Int]> = []
    for index in 0..<100 {
      let (x, y, _, _) = try pixels(of: crop.steps(of: iteration(index, sizes: sizes))[0][0])
      places.insert([x, y])
    }
    #expect(places == [[0, 0], [0, 1], [1, 0], [1, 1]])
  }

  @Test("A picture narrower than the width is requested at its own width")
  func resizeDoesNotEnlarge() throws {
    let resize = try operation("resize")
    let sizes = [PixelSize(width: 2000, height: 3000), PixelSize(width: 300, height: 1000)]
    let large = try resize.steps(of: iteration(0, sizes: sizes))[0][0]
    #expect(large.path() == "full/1000,/0/default.jpg")
    #expect(large.expectation.size == PixelSize(width: 1000, height: 1500))
    let small = try resize.steps(of: iteration(1, sizes: sizes))[0][0]
    #expect(small.path() == "full/300,/0/default.jpg")
    #expect(small.expectation.size == PixelSize(width: 300, height: 1000))
  }

  @Test("The full size is written with the server's keyword", arguments: FullSizeToken.allCases)
  func fullSizeWord(word: FullSizeToken) throws {
    let request = try operation("full").steps(of: iteration())[0][0]
    #expect(request.path(word) == "full/\(word.rawValue)/0/default.jpg")
    #expect(request.expectation.size == PixelSize(width: 2000, height: 3000))
    #expect(request.expectation.mediaTypes == ["image/jpeg"])
  }

  @Test("Information is checked for its version and size")
  func informationIsChecked() throws {
    let request = try operation("information").steps(of: iteration())[0][0]
    let check = try #require(request.expectation.check)
    #expect(check(Array(document(width: 2000).utf8)) == nil)
    #expect(
      check(Array(document(width: 1999).utf8)) == "a size of 1999x3000, expected 2000x3000")
    #expect(
      check(Array("<html>".utf8)) == "invalid image information: the text is not JSON")
    let three = try operation("information").steps(of: iteration(version: .v30))[0][0]
    let otherCheck = try #require(three.expectation.check)
    #expect(
      otherCheck(Array(document(width: 2000).utf8))
        == "information of Image API 2, expected 3")
  }

  private func document(width: Int) -> String {
    """
    {"@context": "http://iiif.io/api/image/2/context.json", "@id": "http://a.org/b",
     "protocol": "http://iiif.io/api/image", "width": \(width), "height": 3000,
     "profile": ["http://iiif.io/api/image/2/level1.json"]}
    """
  }

  private func pixels(
    of request: OperationRequest
  ) throws -> (x: Int, y: Int, width: Int, height: Int) {
    guard case .image(let parameters) = request.target,
      case .pixels(let x, let y, let width, let height) = parameters.region
    else { throw NotPixels() }
    return (x, y, width, height)
  }

  private struct NotPixels: Error {}
}
