import IIIF
import IIIFBench

/// Requests an enlarged picture without the `^` that permits it.
///
/// Image API 3.0 §4.2, status 400: "Requests for sizes not prefixed with ^ that result in a scaled
/// region with pixel dimensions greater than those of the extracted region are errors". 2.x leaves
/// it to the server.
struct ErrorUpscale: ImageOperation {
  static let name = "error-upscale"
  static let summary = "upscaling without '^', to be refused"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.should
  static let examples = [
    OperationExample(
      300, 200, version: .v30,
      requests: [
        .init("full/301,/0/default.jpg"), .init("full/,201/0/default.jpg"),
        .init("full/pct:101/0/default.jpg"),
      ])
  ]

  init(options: OptionValues) {}

  func isDefined(in version: APIVersion) -> Bool { version >= .v30 }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let size = iteration.image.size
    return ["\(size.width + 1),", ",\(size.height + 1)", "pct:101"].map { size in
      [.refused("full/\(size)/0/default.jpg", of: iteration.image)]
    }
  }
}
