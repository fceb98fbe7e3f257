import IIIF
import IIIFBench

/// Requests the picture in shades of grey.
///
/// Quality `gray`, Image API 2.1 §4.4 and 3.0 §4.4 (level 2 in both).
struct QualityGray: ImageOperation {
  static let name = "quality-gray"
  static let summary = "the picture in shades of grey"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(300, 200, requests: [.init("full/150,/0/gray.jpg", 150, 100)])
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.qualityGray, .sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let request = ImageRequest(
      size: Size(.width(max(1, iteration.image.size.width / 2))), quality: .gray)
    return [[OperationRequest(request, of: iteration.image)]]
  }
}
