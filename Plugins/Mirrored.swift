import IIIF
import IIIFBench

/// Requests the picture mirrored, and mirrored and rotated by 180 degrees.
///
/// Rotations `!0` and `!180`, Image API 2.1 §4.3 and 3.0 §4.3, optional at all levels.
struct Mirrored: ImageOperation {
  static let name = "mirrored"
  static let summary = "the picture mirrored"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(
      300, 200,
      requests: [
        .init("full/150,/!0/default.jpg", 150, 100), .init("full/150,/!180/default.jpg", 150, 100),
      ])
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.mirroring, .sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let size = Size(.width(max(1, iteration.image.size.width / 2)))
    return [0.0, 180].map { degrees in
      let request = ImageRequest(
        size: size, rotation: Rotation(degrees: degrees, mirrored: true))
      return [OperationRequest(request, of: iteration.image)]
    }
  }
}
