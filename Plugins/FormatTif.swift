import IIIF
import IIIFBench

/// Requests the picture as TIFF.
///
/// Format `tif`, Image API 2.1 §4.5 and 3.0 §4.5 (optional at all levels of both). It is scaled down first,
/// which needs sizes by width (level 1).
struct FormatTif: ImageOperation {
  static let name = "format-tif"
  static let summary = "the picture as TIFF"
  static let kind = OperationKind.feature
  static let options = [
    OperationOption("width", .integer(1...100_000, default: 400), "width of the answer in pixels")
  ]
  static let examples = [
    OperationExample(2000, 3000, requests: [.init("full/400,/0/default.tif", 400, 600)])
  ]

  private let width: Int

  init(options: OptionValues) {
    width = options.integer("width")
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.formatTif, .sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let request = ImageRequest(
      size: Size(.width(min(width, iteration.image.size.width))), format: .tif)
    return [[OperationRequest(request, of: iteration.image)]]
  }
}
