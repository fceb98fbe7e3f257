import IIIF
import IIIFBench

/// Requests a quality that does not exist.
///
/// Image API 2.1 §4.4 and 3.0 §4.4, status 400: "A quality value that is unsupported should result
/// in a 400 status code."
struct ErrorQuality: ImageOperation {
  static let name = "error-quality"
  static let summary = "a quality that does not exist, to be refused"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.should
  static let examples = [
    OperationExample(300, 200, requests: [.init("full/full/0/nonsense.jpg")])
  ]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    [
      [
        .refused(
          "full/\(iteration.fullSize.rawValue)/0/nonsense.jpg", of: iteration.image,
          statuses: [400, 501])
      ]
    ]
  }
}
