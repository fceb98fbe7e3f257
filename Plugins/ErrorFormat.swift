import IIIF
import IIIFBench

/// Requests a format that does not exist.
///
/// Image API 2.1 §4.5 and 3.0 §4.5, status 400: "A format value that is unsupported should result
/// in a 400 status code." 415 and 501 are the equivalent HTTP status codes.
struct ErrorFormat: ImageOperation {
  static let name = "error-format"
  static let summary = "a format that does not exist, to be refused"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.should
  static let examples = [
    OperationExample(300, 200, requests: [.init("full/full/0/default.nonsense")])
  ]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    [
      [
        .refused(
          "full/\(iteration.fullSize.rawValue)/0/default.nonsense", of: iteration.image,
          statuses: [400, 415, 501])
      ]
    ]
  }
}
