import IIIF
import IIIFBench

/// Requests regions outside the picture, one after the other.
///
/// Image API 2.1 §4.1 and 3.0 §4.1, status 400: "or if the region is entirely outside the bounds of
/// the reported dimensions". It crashes a worker of IIPsrv 1.1.
struct ErrorRegionOutside: ImageOperation {
  static let name = "error-region-outside"
  static let summary = "regions outside the picture, to be refused"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.should
  static let examples = [
    OperationExample(
      300, 200,
      requests: [
        .init("300,200,10,10/full/0/default.jpg"), .init("600,400,10,10/full/0/default.jpg"),
        .init("pct:200,200,10,10/full/0/default.jpg"),
      ])
  ]

  init(options: OptionValues) {}

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let (width, height) = (iteration.image.size.width, iteration.image.size.height)
    let regions = [
      "\(width),\(height),10,10", "\(2 * width),\(2 * height),10,10", "pct:200,200,10,10",
    ]
    return regions.map { region in
      [
        .refused(
          "\(region)/\(iteration.fullSize.rawValue)/0/default.jpg", of: iteration.image)
      ]
    }
  }
}
