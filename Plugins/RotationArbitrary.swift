import IIIF
import IIIFBench

/// Asks for the picture turned by a slanted angle, on a larger canvas.
///
/// Rotation `n`, Image API 2.1 §4.3 and 3.0 §4.3, optional at all levels of both: "the image should
/// be scaled … without cropping the image content". The canvas is the bounding box; servers differ
/// by a pixel or two.
struct RotationArbitrary: Operation {
  static let name = "rotation-arbitrary"
  static let summary = "the picture turned by any angle"
  static let kind = OperationKind.feature
  static let options = [
    OperationOption("degrees", .integer(1...359, default: 30), "angle clockwise")
  ]
  static let examples = [
    OperationExample(400, 200, requests: [.init("full/200,/30/default.jpg", 223, 187)])
  ]

  private let degrees: Int

  init(options: OptionValues) {
    degrees = options.integer("degrees")
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.rotationArbitrary, .sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let request = ImageRequest(
      size: Size(.width(max(1, iteration.image.size.width / 2))),
      rotation: Rotation(degrees: Double(degrees)))
    return [[OperationRequest(request, of: iteration.image)]]
  }
}
