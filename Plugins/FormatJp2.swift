import IIIF
import IIIFBench

/// Requests the picture as JPEG 2000.
///
/// Format `jp2`, Image API 2.1 §4.5 and 3.0 §4.5 (optional at all levels of both). It is scaled down first,
/// which needs sizes by width (level 1).
struct FormatJp2: ImageOperation {
  static let name = "format-jp2"
  static let summary = "the picture as JPEG 2000"
  static let kind = OperationKind.feature
  static let options = [
    OperationOption("width", .integer(1...100_000, default: 400), "width of the answer in pixels")
  ]
  static let examples = [
    OperationExample(2000, 3000, requests: [.init("full/400,/0/default.jp2", 400, 600)])
  ]

  private let width: Int

  init(options: OptionValues) {
    width = options.integer("width")
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.formatJp2, .sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let request = ImageRequest(
      size: Size(.width(min(width, iteration.image.size.width))), format: .jp2)
    return [[OperationRequest(request, of: iteration.image)]]
  }
}
