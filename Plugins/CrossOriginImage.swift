import IIIF
import IIIFBench

/// Asks for an image as a page of another origin does, and looks for the permission.
///
/// Image API 2.1 §5.3 and 3.0 §5.7, `cors` (level 1 in both): "The CORS HTTP headers are provided on
/// all responses." Pages that draw an image on a canvas and read it need it.
struct CrossOriginImage: ImageOperation {
  static let name = "cross-origin-image"
  static let summary = "an image, with the permission for pages of other origins"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(300, 200, requests: [.init("full/full/0/default.jpg", 300, 200)])
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.cors] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    var request = OperationRequest(ImageRequest(), of: iteration.image)
    request.headers = ["Origin": "http://example.org"]
    request.expectation.fields = [
      FieldExpectation("Access-Control-Allow-Origin", .equal("*"))
    ]
    return [[request]]
  }
}
