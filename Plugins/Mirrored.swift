import IIIF
import IIIFBench

/// Requests the picture mirrored, and mirrored and rotated by 180 degrees; by 90 degrees, too, if the
/// server claims `rotationBy90s`.
///
/// Rotations `!0`, `!180` and `!90`, Image API 2.1 §4.3 and 3.0 §4.3, optional at all levels. "The
/// image should be mirrored and then rotated": `!90` distinguishes this order from the opposite one.
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

  private var angles = [0.0, 180]

  init(options: OptionValues) {}

  func prepared(for setting: OperationSetting) -> any ImageOperation {
    var prepared = self
    if setting.information?.features.contains(.rotationBy90s) == true { prepared.angles.append(90) }
    return prepared
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.mirroring, .sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let size = Size(.width(max(1, iteration.image.size.width / 2)))
    return angles.map { degrees in
      let request = ImageRequest(
        size: size, rotation: Rotation(degrees: degrees, mirrored: true))
      return [OperationRequest(request, of: iteration.image)]
    }
  }
}
