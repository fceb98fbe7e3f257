import IIIF
import IIIFBench

/// Requests the whole picture scaled down to a percentage.
///
/// Size `pct:n`, Image API 2.1 §4.2 (level 1) and 3.0 §4.2 (level 2).
struct SizePercent: ImageOperation {
  static let name = "size-percent"
  static let summary = "the whole picture scaled down to a percentage"
  static let kind = OperationKind.feature
  static let options = [
    OperationOption("percent", .integer(1...100, default: 20), "percentage of width and height")
  ]
  static let examples = [
    OperationExample(300, 200, requests: [.init("full/pct:20/0/default.jpg", 60, 40)])
  ]

  private let percent: Int

  init(options: OptionValues) {
    percent = options.integer("percent")
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.sizeByPct] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let size = Size(.percent(Double(percent)))
    return [[OperationRequest(ImageRequest(size: size), of: iteration.image)]]
  }
}
