import IIIF
import IIIFBench

/// Requests the image information from another origin and expects the CORS permission.
///
/// Image API 2.1 §5 and §5.3, 3.0 §5.1 and §5.7, `cors` (level 1 in both). A server
/// may answer with `*` or with the origin of the request (Fetch Standard, CORS check).
struct CrossOrigin: ImageOperation {
  static let name = "cross-origin"
  static let summary = "the image information from another origin"
  static let kind = OperationKind.feature
  static let examples = [OperationExample(300, 200, requests: [.init("info.json")])]
  private static let origin = "http://example.org"

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.cors] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    var expectation = Expectation.information(
      of: iteration.image, version: iteration.version)
    expectation.fields = [
      FieldExpectation("Access-Control-Allow-Origin", .oneOf(["*", Self.origin]))
    ]
    return [
      [
        OperationRequest(
          target: .information, image: iteration.image,
          headers: ["Origin": Self.origin], expectation: expectation)
      ]
    ]
  }
}
