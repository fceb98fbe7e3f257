import IIIF
import IIIFBench

/// Asks for the upper left corner of the picture, enlarged twice.
///
/// Image API 2.1 §4.2 and §5.3 (`sizeAboveFull`) and 3.0 §4.2 (`^w,`, `sizeUpscaling`), optional at
/// all levels of both.
struct SizeUpscaled: Operation {
  static let name = "size-upscaled"
  static let summary = "a small region enlarged twice"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(300, 200, requests: [.init("0,0,100,100/200,/0/default.jpg", 200, 200)]),
    OperationExample(
      300, 200, version: .v30, requests: [.init("0,0,100,100/^200,/0/default.jpg", 200, 200)]),
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> {
    [.sizeUpscaling, .regionByPx, .sizeByW]
  }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let (width, height) = (iteration.image.size.width, iteration.image.size.height)
    let region = Region.pixels(x: 0, y: 0, width: min(100, width), height: min(100, height))
    let size = Size(.width(2 * min(100, width)), upscales: iteration.version.major >= 3)
    return [[OperationRequest(ImageRequest(region: region, size: size), of: iteration.image)]]
  }
}
