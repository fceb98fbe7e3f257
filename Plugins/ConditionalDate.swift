import IIIF
import IIIFBench

/// Asks for the image information on the condition that it has changed after a date to come, and
/// expects to hear that it has not.
///
/// `If-Modified-Since` of RFC 9110 §13.1.3, as clients send it that keep what they have got; the Image
/// API leaves it to HTTP, and no feature claims it. The date is the last that 32 bits of seconds hold.
struct ConditionalDate: Operation {
  static let name = "conditional-date"
  static let summary = "the answer 304 to a request for what is newer than a date"
  static let kind = OperationKind.feature
  static let obligation = Obligation.may
  static let examples = [OperationExample(300, 200, requests: [.init("info.json")])]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    [
      [
        OperationRequest(
          target: .information, image: iteration.image,
          headers: ["If-Modified-Since": "Tue, 19 Jan 2038 03:14:07 GMT"],
          expectation: Expectation(statuses: [304]))
      ]
    ]
  }
}
