import IIIF
import IIIFBench

/// Requests an image and expects a link to the server's compliance level.
///
/// Image API 2.1 §6 and 3.0 §6, `profileLinkHeader`, optional at all levels.
struct ProfileLink: ImageOperation {
  static let name = "profile-link"
  static let summary = "the link from an image to the compliance level"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(300, 200, requests: [.init("full/100,/0/default.jpg", 100, 67)])
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> {
    [.profileLinkHeader, .sizeByW]
  }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let size = Size(.width(min(100, iteration.image.size.width)))
    var request = OperationRequest(ImageRequest(size: size), of: iteration.image)
    request.expectation.fields = [
      FieldExpectation(
        "Link",
        .link(
          relation: "profile",
          targetContaining: "://iiif.io/api/image/\(iteration.version.major)/level"))
    ]
    return [[request]]
  }
}
