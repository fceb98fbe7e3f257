import IIIF
import IIIFBench

/// Requests the picture in full colour.
///
/// Quality `color`, Image API 2.1 §4.4 and 3.0 §4.4 (level 2 in both, if the picture has colour).
struct QualityColor: ImageOperation {
  static let name = "quality-color"
  static let summary = "the picture in full colour"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(300, 200, requests: [.init("full/150,/0/color.jpg", 150, 100)])
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.qualityColor, .sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let request = ImageRequest(
      size: Size(.width(max(1, iteration.image.size.width / 2))), quality: .color)
    return [[OperationRequest(request, of: iteration.image)]]
  }
}
