import IIIF
import IIIFBench

/// Asks for the picture turned by 90, 180 and 270 degrees, one after the other.
///
/// Rotation `n`, Image API 2.1 §4.3 and 3.0 §4.3 (level 2 in both). It is scaled down first, which
/// needs sizes by width (level 1).
struct RotationQuarter: Operation {
  static let name = "rotation-quarter"
  static let summary = "the picture turned by 90, 180 and 270 degrees"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(
      300, 200,
      requests: [
        .init("full/150,/90/default.jpg", 100, 150), .init("full/150,/180/default.jpg", 150, 100),
        .init("full/150,/270/default.jpg", 100, 150),
      ])
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.rotationBy90s, .sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let size = Size(.width(max(1, iteration.image.size.width / 2)))
    return [90.0, 180, 270].map { degrees in
      let request = ImageRequest(size: size, rotation: Rotation(degrees: degrees))
      return [OperationRequest(request, of: iteration.image)]
    }
  }
}
