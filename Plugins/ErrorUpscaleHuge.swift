import IIIF
import IIIFBench

/// Requests a picture of ten billion pixels.
///
/// Image API 2.1 §4.2 and 3.0 §4.2 let a server refuse sizes beyond its limits (400, or 403, 413,
/// 500, 501 and 503). A server that tries to answer exhausts the memory.
struct ErrorUpscaleHuge: ImageOperation {
  static let name = "error-upscale-huge"
  static let summary = "a picture of ten billion pixels, to be refused"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.may
  static let examples = [
    OperationExample(300, 200, requests: [.init("full/100000,100000/0/default.jpg")]),
    OperationExample(
      300, 200, version: .v30, requests: [.init("full/^100000,100000/0/default.jpg")]),
  ]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let prefix = iteration.version.major == 2 ? "" : "^"
    return [
      [
        .refused(
          "full/\(prefix)100000,100000/0/default.jpg", of: iteration.image,
          statuses: [400, 403, 413, 500, 501, 503])
      ]
    ]
  }
}
