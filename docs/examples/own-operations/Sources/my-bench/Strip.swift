import IIIF
import IIIFBench

/// Requests a horizontal strip of the picture: full width, a tenth of the height.
struct Strip: ImageOperation {
  static let name = "strip"
  static let summary = "a horizontal strip of the picture, a tenth of its height"
  static let options = [
    OperationOption("width", .integer(1...10_000, default: 600), "width of the answer in pixels")
  ]
  static let examples = [
    OperationExample(2000, 3000, requests: [.init("0,1350,2000,300/600,/0/default.jpg", 600, 90)]),
    OperationExample(300, 5, requests: [.init("0,2,300,1/300,/0/default.jpg", 300, 1)]),
  ]

  private let width: Int

  init(options: OptionValues) {
    width = options.integer("width")
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.regionByPx, .sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let picture = iteration.image.size
    let height = max(1, picture.height / 10)
    let request = ImageRequest(
      region: .pixels(
        x: 0, y: (picture.height - height) / 2, width: picture.width, height: height),
      size: Size(.width(min(width, picture.width))))
    return [[OperationRequest(request, of: iteration.image)]]
  }
}
