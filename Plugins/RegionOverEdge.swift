import IIIF
import IIIFBench

/// Requests a region that extends beyond the lower right corner and must be cropped.
///
/// Image API 2.1 §4.1 and 3.0 §4.1: "the service should return an image cropped at the image's
/// edge". Requires regions in pixels (level 1).
struct RegionOverEdge: ImageOperation {
  static let name = "region-over-edge"
  static let summary = "a region that extends beyond the picture's edges"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.should
  static let examples = [
    OperationExample(
      300, 200, requests: [.init("150,100,300,200/full/0/default.jpg", 150, 100)])
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.regionByPx] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let size = iteration.image.size
    let region = Region.pixels(
      x: size.width / 2, y: size.height / 2, width: size.width, height: size.height)
    return [[OperationRequest(ImageRequest(region: region), of: iteration.image)]]
  }
}
