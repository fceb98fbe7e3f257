import IIIF
import IIIFBench

/// Requests a strip of thumbnails at the same time, like the overview of a book.
///
/// The strip starts with the iteration's picture; after the last picture of the run it continues with
/// the first. Size `w,` (level 1 of Image API 2.1 and 3.0).
struct Thumbnails: ImageOperation {
  static let name = "thumbnails"
  static let summary = "a strip of thumbnails at the same time"
  static let options = [
    OperationOption("count", .integer(1...1000, default: 50), "thumbnails in the strip"),
    OperationOption("width", .integer(1...10_000, default: 150), "width of each in pixels"),
  ]
  static let examples = [
    OperationExample(
      pictures: [PixelSize(width: 300, height: 200), PixelSize(width: 100, height: 200)],
      options: ["count": "3"],
      requests: [
        .init("full/150,/0/default.jpg", 150, 100), .init("full/100,/0/default.jpg", 100, 200),
        .init("full/150,/0/default.jpg", 150, 100),
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
    return [
      (0..<count).map { offset in
        let image = iteration.images[(first + offset) % iteration.images.count]
        let size = Size(.width(min(width, image.size.width)))
        return OperationRequest(ImageRequest(size: size), of: image)
      }
    ]
  }
}
