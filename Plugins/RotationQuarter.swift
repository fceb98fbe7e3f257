import IIIF
import IIIFBench

/// Requests the picture and a corner of it rotated by 90, 180 and 270 degrees, one after the other.
///
/// The corner is not scaled, so that a shift by a pixel shows. Rotation `n`, Image API 2.1 §4.3 and 3.0 §4.3 (level 2 in both). Scaling requires sizes by width
/// (level 1), the corner requires regions in pixels (level 1).
struct RotationQuarter: ImageOperation {
  static let name = "rotation-quarter"
  static let summary = "the picture rotated by 90, 180 and 270 degrees"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(
      300, 200,
      requests: [
        .init("full/150,/90/default.jpg", 100, 150), .init("full/150,/180/default.jpg", 150, 100),
        .init("full/150,/270/default.jpg", 100, 150),
        .init("0,0,150,50/full/90/default.jpg", 50, 150),
        .init("0,0,150,50/full/180/default.jpg", 150, 50),
        .init("0,0,150,50/full/270/default.jpg", 50, 150),
      ])
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> {
    [.rotationBy90s, .sizeByW, .regionByPx]
  }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let (width, height) = (iteration.image.size.width, iteration.image.size.height)
    let half = max(1, width / 2)
    let rotations = [90.0, 180, 270].map { Rotation(degrees: $0) }
    let corner = Region.pixels(x: 0, y: 0, width: half, height: max(1, height / 4))
    let scaled = rotations.map { ImageRequest(size: Size(.width(half)), rotation: $0) }
    let corners = rotations.map { ImageRequest(region: corner, rotation: $0) }
    return (scaled + corners).map { [OperationRequest($0, of: iteration.image)] }
  }
}
