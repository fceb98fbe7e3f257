import IIIF
import IIIFBench

/// Requests the picture and its upper left quarter rotated by any angle, on a larger canvas.
///
/// Rotation `n`, Image API 2.1 §4.3 and 3.0 §4.3, optional at all levels: "the image should be
/// scaled … without cropping the image content". The canvas is the bounding box; servers differ by a
/// pixel or two.
struct RotationArbitrary: ImageOperation {
  static let name = "rotation-arbitrary"
  static let summary = "the picture rotated by any angle"
  static let kind = OperationKind.feature
  static let options = [
    OperationOption("degrees", .integer(1...359, default: 30), "angle clockwise")
  ]
  static let examples = [
    OperationExample(
      400, 200,
      requests: [
        .init("full/200,/30/default.jpg", 223, 187),
        .init("0,0,200,100/full/30/default.jpg", 223, 187),
      ])
  ]

  private let degrees: Int

  init(options: OptionValues) {
    degrees = options.integer("degrees")
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> {
    [.rotationArbitrary, .sizeByW, .regionByPx]
  }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let (width, height) = (iteration.image.size.width, iteration.image.size.height)
    let rotation = Rotation(degrees: Double(degrees))
    let half = max(1, width / 2)
    return [
      ImageRequest(size: Size(.width(half)), rotation: rotation),
      ImageRequest(
        region: .pixels(x: 0, y: 0, width: half, height: max(1, height / 2)), rotation: rotation),
    ].map { [OperationRequest($0, of: iteration.image)] }
  }
}
