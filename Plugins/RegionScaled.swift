import IIIF
import IIIFBench

/// Requests the middle of the picture at half its size.
///
/// Region `x,y,w,h` and size `w,` together, Image API 2.1 §4.1 and §4.2, 3.0 §4.1 and §4.2 (level 1
/// in both).
struct RegionScaled: ImageOperation {
  static let name = "region-scaled"
  static let summary = "a region scaled down"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(400, 200, requests: [.init("100,50,200,100/100,/0/default.jpg", 100, 50)])
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.regionByPx, .sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let (width, height) = (iteration.image.size.width, iteration.image.size.height)
    let (middle, other) = (max(1, width / 2), max(1, height / 2))
    let request = ImageRequest(
      region: .pixels(x: width / 4, y: height / 4, width: middle, height: other),
      size: Size(.width(max(1, middle / 2))))
    return [[OperationRequest(request, of: iteration.image)]]
  }
}
