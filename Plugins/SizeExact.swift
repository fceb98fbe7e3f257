import IIIF
import IIIFBench

/// Requests the whole picture at half of its width and height.
///
/// Size `w,h`, Image API 2.1 §4.2 (level 2) and 3.0 §4.2 (level 1).
struct SizeExact: ImageOperation {
  static let name = "size-exact"
  static let summary = "the whole picture at a given width and height"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(300, 201, requests: [.init("full/150,100/0/default.jpg", 150, 100)])
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.sizeByWh] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let (width, height) = (iteration.image.size.width, iteration.image.size.height)
    let size = Size(.exact(width: max(1, width / 2), height: max(1, height / 2)))
    return [[OperationRequest(ImageRequest(size: size), of: iteration.image)]]
  }
}
