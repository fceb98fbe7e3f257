import IIIF
import IIIFBench

/// Requests the largest picture within a square box that keeps the aspect ratio.
///
/// Size `!w,h`, Image API 2.1 §4.2 and 3.0 §4.2 (level 2 in both).
struct SizeWithin: ImageOperation {
  static let name = "size-within"
  static let summary = "the whole picture within a square box"
  static let kind = OperationKind.feature
  static let options = [
    OperationOption("side", .integer(1...100_000, default: 400), "side of the box in pixels")
  ]
  static let examples = [
    OperationExample(2000, 3000, requests: [.init("full/!400,400/0/default.jpg", 267, 400)]),
    OperationExample(3000, 2000, requests: [.init("full/!400,400/0/default.jpg", 400, 267)]),
  ]

  private let side: Int

  init(options: OptionValues) {
    side = options.integer("side")
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.sizeByConfinedWh] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let side = min(side, max(iteration.image.size.width, iteration.image.size.height))
    let size = Size(.within(width: side, height: side))
    return [[OperationRequest(ImageRequest(size: size), of: iteration.image)]]
  }
}
