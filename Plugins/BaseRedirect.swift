import IIIF
import IIIFBench

/// Requests the image's base URI, which redirects to the image information.
///
/// Image API 2.1 §2 and 3.0 §2, `baseUriRedirect` (level 1 in both). The specification requires the
/// status 303; other redirects are accepted. The redirect is followed: it must lead to the image
/// information, whatever its URL looks like.
struct BaseRedirect: ImageOperation {
  static let name = "base-redirect"
  static let summary = "the redirect from the base URI to the image information"
  static let kind = OperationKind.feature
  static let examples = [OperationExample(300, 200, requests: [.init("")])]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.baseUriRedirect] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    var expectation = Expectation(statuses: [301, 302, 303, 307, 308])
    expectation.links = [
      FollowedLink(
        "Location", in: .field("Location"),
        expectation: .information(of: iteration.image, version: iteration.version))
    ]
    return [
      [OperationRequest(target: .suffix(""), image: iteration.image, expectation: expectation)]
    ]
  }
}
