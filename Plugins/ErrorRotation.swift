import IIIF
import IIIFBench

/// Requests malformed and out-of-range rotations, one after the other.
///
/// Image API 2.1 §4.3 and 3.0 §4.3, status 400: "A rotation value that is out of range or
/// unsupported should result in a 400 status code."
struct ErrorRotation: ImageOperation {
  static let name = "error-rotation"
  static let summary = "malformed rotations, to be refused"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.should
  static let examples = [
    OperationExample(
      300, 200,
      requests: [
        .init("full/full/nonsense/default.jpg"), .init("full/full/-1/default.jpg"),
        .init("full/full/361/default.jpg"), .init("full/full/!/default.jpg"),
      ])
  ]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    ["nonsense", "-1", "361", "!"].map { rotation in
      [
        .refused(
          "full/\(iteration.fullSize.rawValue)/\(rotation)/default.jpg", of: iteration.image,
          statuses: [400, 501])
      ]
    }
  }
}
