import IIIF
import IIIFBench

/// Requests the image information and checks it against all rules of its version.
///
/// Image API 2.1 §5 and 3.0 §5.2 to §5.4, required at every level: `protocol`, `type`, `id`, tiles
/// and limits.
struct InformationRules: ImageOperation {
  static let name = "information-rules"
  static let summary = "the image information, checked against all rules"
  static let kind = OperationKind.feature
  static let examples = [OperationExample(300, 200, requests: [.init("info.json")])]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let expectation = Expectation.information(
      of: iteration.image, version: iteration.version,
      finding: { information in
        let breaches = information.breaches
        return breaches.isEmpty ? nil : breaches.joined(separator: "; ")
      })
    return [
      [OperationRequest(target: .information, image: iteration.image, expectation: expectation)]
    ]
  }
}
