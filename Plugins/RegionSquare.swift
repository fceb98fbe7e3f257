import IIIF
import IIIFBench

/// Requests the largest square of the picture, positioned by the server.
///
/// Region `square`, Image API 2.1 §4.1 (introduced there, optional at all levels) and 3.0 §4.1
/// (level 1).
struct RegionSquare: ImageOperation {
  static let name = "region-square"
  static let summary = "the largest square of the picture"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(300, 200, requests: [.init("square/full/0/default.jpg", 200, 200)])
  ]

  init(options: OptionValues) {}

  func isDefined(in version: APIVersion) -> Bool { version >= .v21 }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.regionSquare] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    [[OperationRequest(ImageRequest(region: .square), of: iteration.image)]]
  }
}
