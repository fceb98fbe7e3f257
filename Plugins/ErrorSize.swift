import IIIF
import IIIFBench

/// Requests malformed and empty sizes, one after the other.
///
/// Image API 2.1 §4.2 and 3.0 §4.2, status 400: "If the resulting height or width is zero, then the
/// server should return a 400 (bad request) status code."
struct ErrorSize: ImageOperation {
  static let name = "error-size"
  static let summary = "malformed and empty sizes, to be refused"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.should
  static let examples = [
    OperationExample(
      300, 200,
      requests: [
        .init("full/nonsense/0/default.jpg"), .init("full/a,b/0/default.jpg"),
        .init("full/,/0/default.jpg"), .init("full/0,/0/default.jpg"),
        .init("full/,0/0/default.jpg"), .init("full/-10,/0/default.jpg"),
        .init("full/pct:0/0/default.jpg"),
      ])
  ]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    ["nonsense", "a,b", ",", "0,", ",0", "-10,", "pct:0"].map { size in
      [.refused("full/\(size)/0/default.jpg", of: iteration.image)]
    }
  }
}
