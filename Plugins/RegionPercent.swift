import IIIF
import IIIFBench

/// Requests a region in percent of the picture, at a random position.
///
/// Region `pct:x,y,w,h`, Image API 2.1 §4.1 and 3.0 §4.1 (level 2 in both).
struct RegionPercent: ImageOperation {
  static let name = "region-percent"
  static let summary = "a region given in percent"
  static let kind = OperationKind.feature
  static let options = [
    OperationOption("percent", .integer(1...100, default: 20), "sides in percent of the picture's")
  ]
  static let examples = [
    OperationExample(
      1000, 1000, options: ["percent": "100"],
      requests: [.init("pct:0,0,100,100/full/0/default.jpg", 1000, 1000)])
  ]

  private let percent: Int

  init(options: OptionValues) {
    percent = options.integer("percent")
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.regionByPct] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    var random = iteration.random
    // The region of a tiny picture must contain at least one pixel.
    let size = iteration.image.size
    let percent = max(percent, min(100, 100 / min(size.width, size.height) + 1))
    let region = Region.percent(
      x: Double(random.integer(in: 0...100 - percent)),
      y: Double(random.integer(in: 0...100 - percent)),
      width: Double(percent), height: Double(percent))
    return [[OperationRequest(ImageRequest(region: region), of: iteration.image)]]
  }
}
