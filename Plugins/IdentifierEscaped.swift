import IIIF
import IIIFBench

/// Requests the picture by an identifier with unnecessary percent-encoding.
///
/// Image API 2.1 §9 and 3.0 §9 require percent-encoding of reserved characters. Encoding an
/// unreserved character does not change the meaning (RFC 3986 §6.2.2.2).
struct IdentifierEscaped: ImageOperation {
  static let name = "identifier-escaped"
  static let summary = "the picture by an identifier with unnecessary percent-encoding"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(300, 200, requests: [.init("full/full/0/default.jpg", 300, 200)])
  ]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    var request = OperationRequest(ImageRequest(), of: iteration.image)
    request.escapesIdentifier = true
    return [[request]]
  }
}
