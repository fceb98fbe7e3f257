import IIIF
import IIIFBench

/// Requests the whole picture scaled down to a height.
///
/// Size `,h`, Image API 2.1 §4.2 and 3.0 §4.2 (level 1 in both).
struct SizeHeight: ImageOperation {
  static let name = "size-height"
  static let summary = "the whole picture scaled down to a height"
  static let kind = OperationKind.feature
  static let options = [
    OperationOption("height", .integer(1...100_000, default: 400), "height of the answer in pixels")
  ]
  static let examples = [
    OperationExample(2000, 3000, requests: [.init("full/,400/0/default.jpg", 267, 400)])
  ]

  private let height: Int

  init(options: OptionValues) {
    height = options.integer("height")
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.sizeByH] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let size = Size(.height(min(height, iteration.image.size.height)))
    return [[OperationRequest(ImageRequest(size: size), of: iteration.image)]]
  }
}
