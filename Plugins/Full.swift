import IIIF
import IIIFBench

/// Asks for the whole picture at its full size.
///
/// Image API 2.1 §4.2 and 3.0 §4.2, required at every level. The specification lets a server answer
/// with less under a limit of its own; the answer then counts as shrunk, since it is other work.
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
