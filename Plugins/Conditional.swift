import IIIF
import IIIFBench

/// Asks for the image information on the condition that the client has none of it yet, and expects
/// to hear that nothing is new.
///
/// `If-None-Match: *` of RFC 9110 §13.1.2, which clients and caches build on; the Image API leaves
/// it to HTTP, and no feature claims it.
struct Conditional: Operation {
  static let name = "conditional"
  static let summary = "the answer 304 to a request on condition"
  static let kind = OperationKind.feature
  static let obligation = Obligation.may
  static let examples = [OperationExample(300, 200, requests: [.init("info.json")])]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    [
      [
        OperationRequest(
          target: .information, image: iteration.image, headers: ["If-None-Match": "*"],
          expectation: Expectation(statuses: [304]))
      ]
    ]
  }
}
