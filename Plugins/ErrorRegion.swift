import IIIF
import IIIFBench

/// Requests malformed and empty regions, one after the other.
///
/// Image API 2.1 §4.1 and 3.0 §4.1, status 400: "If the requested region's height or width is zero
/// …, then the server should return a 400 status code."
struct ErrorRegion: ImageOperation {
  static let name = "error-region"
  static let summary = "malformed and empty regions, to be refused"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.should
  static let examples = [
    OperationExample(
      300, 200,
      requests: [
        .init("nonsense/full/0/default.jpg"), .init("1,2,3/full/0/default.jpg"),
        .init("a,b,c,d/full/0/default.jpg"), .init("-1,0,10,10/full/0/default.jpg"),
        .init("0,0,0,0/full/0/default.jpg"), .init("pct:0,0,0,0/full/0/default.jpg"),
      ])
  ]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    ["nonsense", "1,2,3", "a,b,c,d", "-1,0,10,10", "0,0,0,0", "pct:0,0,0,0"].map { region in
      [
        .refused(
          "\(region)/\(iteration.fullSize.rawValue)/0/default.jpg", of: iteration.image)
      ]
    }
  }
}
