import IIIF
import IIIFBench

/// Requests the whole picture scaled down to a width.
///
/// Size `w,` of Image API 2.1 §4.2 and 3.0 §4.2, required from level 1 on. A narrower picture is
/// requested at its own width, since upscaling is another feature.
struct Resize: ImageOperation {
  static let name = "resize"
  static let summary = "the whole picture scaled down to a width"
  static let options = [
    OperationOption("width", .integer(1...100_000, default: 1000), "width of the answer in pixels")
  ]
  static let examples = [
    OperationExample(2000, 3000, requests: [.init("full/1000,/0/default.jpg", 1000, 1500)]),
    OperationExample(300, 200, requests: [.init("full/300,/0/default.jpg", 300, 200)]),
  ]

  private let width: Int

  init(options: OptionValues) {
    width = options.integer("width")
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let size = Size(.width(min(width, iteration.image.size.width)))
    return [[OperationRequest(ImageRequest(size: size), of: iteration.image)]]
  }
}
