import IIIF
import IIIFBench

/// Asks again for image information that the client has kept, and expects to hear that nothing is
/// new.
///
/// Conditional requests of RFC 9110 §13.1.2 and §13.1.3, with the entity tag or the date that the
/// server gave with its information; the Image API leaves them to HTTP, and no feature claims them. A
/// server that gave neither is asked with the last date that 32 bits of seconds hold.
struct Conditional: ImageOperation {
  static let name = "conditional"
  static let summary = "the answer 304 to a client that has kept the information"
  static let kind = OperationKind.feature
  static let obligation = Obligation.may
  static let examples = [OperationExample(300, 200, requests: [.init("info.json")])]

  private var validators = CacheValidators(lastModified: "Tue, 19 Jan 2038 03:14:07 GMT")

  init(options: OptionValues) {}

  func prepared(for setting: OperationSetting) -> any ImageOperation {
    var prepared = self
    prepared.validators = setting.validators ?? validators
    return prepared
  }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    [
      [
        OperationRequest(
          target: .information, image: iteration.image, headers: validators.conditions,
          expectation: Expectation(statuses: [304]))
      ]
    ]
  }
}
