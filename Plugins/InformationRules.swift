import IIIF
import IIIFBench

/// Requests the image information and checks it against all rules of its version.
///
/// Image API 2.1 §5 and 3.0 §5.2 to §5.4, required at every level: `protocol`, `type`, `id`, tiles
/// and limits. The `id` is followed: it is the base URI of the image, so that the information must be
/// available below it.
struct InformationRules: ImageOperation {
  static let name = "information-rules"
  static let summary = "the image information, checked against all rules"
  static let kind = OperationKind.feature
  static let examples = [OperationExample(300, 200, requests: [.init("info.json")])]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    var expectation = Expectation.information(
      of: iteration.image, version: iteration.version,
      finding: { information in
        let breaches = information.breaches
        return breaches.isEmpty ? nil : breaches.joined(separator: "; ")
      })
    expectation.links = [
      FollowedLink(
        iteration.version.major == 2 ? "@id" : "id",
        in: .informationID,
        expectation: .information(of: iteration.image, version: iteration.version))
    ]
    return [
      [OperationRequest(target: .information, image: iteration.image, expectation: expectation)]
    ]
  }
}
