import IIIF
import IIIFBench

/// Requests consecutive pages one after the other, each at the width of a screen.
///
/// After the last picture of the run it continues with the first. Size `w,` (level 1 of Image API 2.1
/// and 3.0).
struct Pages: ImageOperation {
  static let name = "pages"
  static let summary = "consecutive pages at the width of a screen"
  static let options = [
    OperationOption("count", .integer(1...1000, default: 10), "number of pages"),
    OperationOption("width", .integer(1...100_000, default: 1000), "width of a page in pixels"),
  ]
  static let examples = [
    OperationExample(
      pictures: [PixelSize(width: 2000, height: 3000), PixelSize(width: 500, height: 700)],
      options: ["count": "2"],
      requests: [
        .init("full/1000,/0/default.jpg", 1000, 1500), .init("full/500,/0/default.jpg", 500, 700),
      ])
  ]

  private let count: Int
  private let width: Int

  init(options: OptionValues) {
    count = options.integer("count")
    width = options.integer("width")
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.sizeByW] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let first = iteration.images.firstIndex(of: iteration.image) ?? 0
    return (0..<count).map { offset in
      let image = iteration.images[(first + offset) % iteration.images.count]
      let size = Size(.width(min(width, image.size.width)))
      return [OperationRequest(ImageRequest(size: size), of: image)]
    }
  }
}
