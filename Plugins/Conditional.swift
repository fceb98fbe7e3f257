import IIIF
import IIIFBench

/// Requests image information that the client has cached, and expects the status 304.
///
/// Conditional requests of RFC 9110 §13.1.2 and §13.1.3, with the entity tag or the date that the
/// server sent with its information. The Image API leaves them to HTTP and has no feature for them.
/// In a check, the operation does not apply to a server that sends neither. Under load, where the
/// server's validators are not known, the date is the last one of a 32-bit time stamp.
struct Conditional: ImageOperation {
  static let name = "conditional"
  static let summary = "the information with a conditional request, to be answered with 304"
  static let kind = OperationKind.feature
  static let obligation = Obligation.may
  static let examples = [OperationExample(300, 200, requests: [.init("info.json")])]

  private var validators = CacheValidators(lastModified: "Tue, 19 Jan 2038 03:14:07 GMT")

  init(options: OptionValues) {}

  func prepared(for setting: OperationSetting) throws -> any ImageOperation {
    if setting.information != nil, setting.validators == nil {
      throw OperationNotApplicable(
        expected: "an ETag or Last-Modified with the information", found: "neither")
    }
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
