import IIIF
import IIIFBench

/// Requests the picture as PDF.
///
/// Format `pdf`, Image API 2.1 §4.5 and 3.0 §4.5 (optional at all levels of both). It is scaled down
/// first, which needs sizes by width (level 1). Of the document no more than its first bytes and its
/// end are looked at (ISO 32000-1 §7.5).
struct FormatPdf: ImageOperation {
  static let name = "format-pdf"
  static let summary = "the picture as PDF"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(2000, 3000, requests: [.init("full/400,/0/default.pdf")]),
    OperationExample(300, 200, requests: [.init("full/300,/0/default.pdf")]),
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.formatPdf, .sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let request = ImageRequest(
      size: Size(.width(min(400, iteration.image.size.width))), format: .pdf)
    let expectation = Expectation(
      mediaTypes: [request.format.mediaType],
      check: { body in
        let isWhole =
          body.starts(with: "%PDF-".utf8)
          && String(decoding: body.suffix(1024), as: UTF8.self).contains("%%EOF")
        return isWhole ? nil : "an incomplete PDF document"
      })
    return [
      [
        OperationRequest(
          target: .image(request), image: iteration.image, expectation: expectation)
      ]
    ]
  }
}
