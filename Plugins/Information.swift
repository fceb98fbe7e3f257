import IIIF
import IIIFBench

/// Requests the image information, the first request of every client.
///
/// Image API 2.1 §5 and 3.0 §5, required at every level. The answer must be valid for its version and
/// contain the picture's size.
struct Information: ImageOperation {
  static let name = "information"
  static let summary = "the image information, info.json"
  static let examples = [OperationExample(300, 200, requests: [.init("info.json")])]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let expectation = Expectation.information(
      of: iteration.image, version: iteration.version)
    return [
      [OperationRequest(target: .information, image: iteration.image, expectation: expectation)]
    ]
  }
}
