import IIIF
import IIIFBench

/// Requests the whole picture at a quarter of its width and half of its height.
///
/// Size `w,h` with another aspect ratio, Image API 2.1 §4.2 ("the aspect ratio of the returned image
/// may be different", level 2) and 3.0 §4.2 (level 1).
struct SizeDistorted: ImageOperation {
  static let name = "size-distorted"
  static let summary = "the whole picture with another aspect ratio"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(300, 200, requests: [.init("full/75,100/0/default.jpg", 75, 100)])
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.sizeByWh] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let (width, height) = (iteration.image.size.width, iteration.image.size.height)
    let size = Size(.exact(width: max(1, width / 4), height: max(1, height / 2)))
    return [[OperationRequest(ImageRequest(size: size), of: iteration.image)]]
  }
}
