import IIIF
import IIIFBench

/// Asks for the picture by its identifier with characters percent-encoded that need not be.
///
/// Image API 2.1 §9 and 3.0 §9 demand percent-encoding of an identifier's reserved characters; an
/// unreserved one that is encoded all the same means the same (RFC 3986 §6.2.2.2).
struct IdentifierEscaped: ImageOperation {
  static let name = "identifier-escaped"
  static let summary = "the picture by an identifier with more escapes than needed"
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
