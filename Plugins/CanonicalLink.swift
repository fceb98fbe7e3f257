import IIIF
import IIIFBench

/// Requests an image and expects a link to its canonical URI.
///
/// Image API 2.1 §4.7 and 3.0 §4.8, `canonicalLinkHeader`, optional at all levels. The region of the
/// request covers the whole picture; its canonical form is `full`.
struct CanonicalLink: ImageOperation {
  static let name = "canonical-link"
  static let summary = "the link to an image's canonical URI"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(300, 200, requests: [.init("0,0,300,200/full/0/default.jpg", 300, 200)])
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> {
    [.canonicalLinkHeader, .regionByPx]
  }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let size = iteration.image.size
    let region = Region.pixels(x: 0, y: 0, width: size.width, height: size.height)
    var request = OperationRequest(ImageRequest(region: region), of: iteration.image)
    let word = iteration.version.major == 2 ? "full" : "max"
    request.expectation.fields = [
      FieldExpectation(
        "Link",
        .link(relation: "canonical", targetContaining: "/full/\(word)/0/default.jpg"))
    ]
    return [[request]]
  }
}
