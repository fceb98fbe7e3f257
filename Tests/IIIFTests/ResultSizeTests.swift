import IIIF
import Testing

@Suite struct ResultSizeTests {
  private let image = PixelSize(width: 300, height: 200)

  @Test(
    "A region is cropped at the image's edges",
    arguments: [
      (Region.full, 300, 200), (.square, 200, 200),
      (.pixels(x: 125, y: 15, width: 120, height: 140), 120, 140),
      (.pixels(x: 125, y: 15, width: 200, height: 200), 175, 185),
      (.pixels(x: 299, y: 199, width: 1, height: 1), 1, 1),
      (.pixels(x: 300, y: 0, width: 10, height: 10), 0, 10),
      (.pixels(x: 400, y: 500, width: 10, height: 10), 0, 0),
      (.percent(x: 41.6, y: 7.5, width: 40, height: 70), 120, 140),
      (.percent(x: 41.6, y: 7.5, width: 66.6, height: 100), 175, 185),
      (.percent(x: 100, y: 0, width: 10, height: 10), 0, 20),
    ])
  func extent(region: Region, width: Int, height: Int) {
    #expect(region.extent(of: image) == PixelSize(width: width, height: height))
  }

  @Test(
    "A size gives the specification's examples",
    arguments: [
      (Size(.full), 300, 200), (Size(.width(150)), 150, 100), (Size(.height(150)), 225, 150),
      (Size(.percent(50)), 150, 100), (Size(.exact(width: 225, height: 100)), 225, 100),
      (Size(.within(width: 225, height: 100)), 150, 100),
      (Size(.within(width: 1000, height: 1000)), 300, 200),
      (Size(.within(width: 1000, height: 1000), upscales: true), 1000, 667),
      (Size(.percent(0.1)), 1, 1), (Size(.width(1)), 1, 1), (Size(.width(600)), 600, 400),
    ])
  func result(size: Size, width: Int, height: Int) {
    #expect(size.result(of: image) == PixelSize(width: width, height: height))
  }

  @Test(
    "A rotation by 90 degrees swaps the sides, other angles enlarge them",
    arguments: [
      (0.0, 300, 200), (90.0, 200, 300), (180.0, 300, 200), (270.0, 200, 300), (360.0, 300, 200),
      (45.0, 354, 354),
    ])
  func rotation(degrees: Double, width: Int, height: Int) {
    let request = ImageRequest(rotation: Rotation(degrees: degrees))
    #expect(request.resultSize(of: image) == PixelSize(width: width, height: height))
  }

  @Test(
    "There is a tolerance where the specification leaves rounding to the server",
    arguments: [
      (ImageRequest(), 0, 0),
      (ImageRequest(region: .pixels(x: 10, y: 10, width: 7, height: 11)), 0, 0),
      (ImageRequest(size: Size(.width(150))), 0, 0),
      (ImageRequest(size: Size(.width(151))), 0, 1),
      (ImageRequest(size: Size(.height(101))), 1, 0),
      (ImageRequest(size: Size(.width(151)), rotation: Rotation(degrees: 90)), 1, 0),
      (ImageRequest(size: Size(.width(151)), rotation: Rotation(degrees: 180)), 0, 1),
      (ImageRequest(size: Size(.exact(width: 7, height: 11))), 0, 0),
      (ImageRequest(size: Size(.within(width: 225, height: 100))), 0, 0),
      (ImageRequest(size: Size(.within(width: 100, height: 100))), 0, 1),
      (ImageRequest(size: Size(.within(width: 400, height: 400))), 0, 0),
      (ImageRequest(size: Size(.percent(33))), 0, 0),
      (ImageRequest(size: Size(.percent(33.3))), 1, 1),
      (ImageRequest(size: Size(.percent(50.5))), 1, 0),
      (ImageRequest(region: .percent(x: 10, y: 10, width: 50, height: 50)), 0, 0),
      (ImageRequest(region: .percent(x: 0.1, y: 0, width: 50, height: 50)), 1, 0),
      (ImageRequest(rotation: Rotation(degrees: 90)), 0, 0),
    ])
  func tolerance(request: ImageRequest, width: Int, height: Int) {
    #expect(
      request.sizeTolerance(of: image)
        == SizeTolerance(width: -width...width, height: -height...height))
  }

  @Test("The canvas of a slanted image may be larger than its bounding box, but not smaller")
  func slanted() {
    let request = ImageRequest(rotation: Rotation(degrees: 22.5))
    let box = request.resultSize(of: image)
    let tolerance = request.sizeTolerance(of: image)
    #expect(
      tolerance.accepts(
        PixelSize(width: box.width + 40, height: box.height + 90), expected: box))
    #expect(
      tolerance.accepts(PixelSize(width: box.width - 2, height: box.height), expected: box))
    #expect(
      !tolerance.accepts(PixelSize(width: box.width - 3, height: box.height), expected: box))
  }
}
