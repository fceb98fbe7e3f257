import IIIF
import IIIFBench

/// Requests the whole picture at full size.
///
/// Image API 2.1 §4.2 and 3.0 §4.2, required at every level. A server with a size limit may answer
/// with a smaller image, which counts as shrunk because it is less work.
struct Full: ImageOperation {
  static let name = "full"
  static let summary = "the whole picture at full size"
  static let examples = [
    OperationExample(300, 200, requests: [.init("full/full/0/default.jpg", 300, 200)]),
    OperationExample(
      300, 200, version: .v30, requests: [.init("full/max/0/default.jpg", 300, 200)]),
  ]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    [[OperationRequest(ImageRequest(), of: iteration.image)]]
  }
}
