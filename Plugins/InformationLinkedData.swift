import IIIF
import IIIFBench

/// Requests the image information as JSON-LD with an `Accept` header.
///
/// Image API 2.1 §5 and 3.0 §5.1, `jsonldMediaType` (level 1 in both).
struct InformationLinkedData: ImageOperation {
  static let name = "information-linked-data"
  static let summary = "the image information as JSON-LD, by content negotiation"
  static let kind = OperationKind.feature
  static let examples = [OperationExample(300, 200, requests: [.init("info.json")])]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.jsonldMediaType] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let expectation = Expectation.information(
      of: iteration.image, version: iteration.version, mediaTypes: ["application/ld+json"])
    return [
      [
        OperationRequest(
          target: .information, image: iteration.image,
          headers: ["Accept": "application/ld+json"], expectation: expectation)
      ]
    ]
  }
}
