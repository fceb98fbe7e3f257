import IIIF
import IIIFBench

/// Requests the picture as PNG.
///
/// Format `png`, Image API 2.1 §4.5 and 3.0 §4.5 (level 2 in both). It is scaled down first,
/// which needs sizes by width (level 1).
struct FormatPng: ImageOperation {
  static let name = "format-png"
  static let summary = "the picture as PNG"
  static let kind = OperationKind.feature
  static let options = [
    OperationOption("width", .integer(1...100_000, default: 400), "width of the answer in pixels")
  ]
  static let examples = [
    OperationExample(2000, 3000, requests: [.init("full/400,/0/default.png", 400, 600)])
  ]

  private let width: Int

  init(options: OptionValues) {
    width = options.integer("width")
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.formatPng, .sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let request = ImageRequest(
      size: Size(.width(min(width, iteration.image.size.width))), format: .png)
    return [[OperationRequest(request, of: iteration.image)]]
  }
}
