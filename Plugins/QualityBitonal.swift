import IIIF
import IIIFBench

/// Requests the picture in black and white.
///
/// Quality `bitonal`, Image API 2.1 §4.4 and 3.0 §4.4 (level 2 in 2.1, optional in 3.0).
struct QualityBitonal: ImageOperation {
  static let name = "quality-bitonal"
  static let summary = "the picture in black and white"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(300, 200, requests: [.init("full/150,/0/bitonal.jpg", 150, 100)])
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.qualityBitonal, .sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let request = ImageRequest(
      size: Size(.width(max(1, iteration.image.size.width / 2))), quality: .bitonal)
    return [[OperationRequest(request, of: iteration.image)]]
  }
}
