import IIIF
import IIIFBench

/// Requests an image from another origin and expects the CORS permission.
///
/// Image API 2.1 §5.3 and 3.0 §5.7, `cors` (level 1 in both): "The CORS HTTP headers are provided on
/// all responses." Pages that read an image from a canvas need it. A server may answer
/// with `*` or with the origin of the request (Fetch Standard, CORS check).
struct CrossOriginImage: ImageOperation {
  static let name = "cross-origin-image"
  static let summary = "an image from another origin"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(300, 200, requests: [.init("full/full/0/default.jpg", 300, 200)])
  ]
  private static let origin = "http://example.org"

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.cors] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    var request = OperationRequest(ImageRequest(), of: iteration.image)
    request.headers = ["Origin": Self.origin]
    request.expectation.fields = [
      FieldExpectation("Access-Control-Allow-Origin", .oneOf(["*", Self.origin]))
    ]
    return [[request]]
  }
}
