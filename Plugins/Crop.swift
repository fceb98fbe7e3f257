import IIIF
import IIIFBench

/// Requests a square of the picture, at full resolution and at a random position.
///
/// Region `x,y,w,h` of Image API 2.1 §4.1 and 3.0 §4.1, required from level 1 on. With
/// `alignment=tile` the square is a cell of a grid, like the tiles of viewers; cells at the right and
/// lower edges are smaller. A picture smaller than the square is requested as a whole.
struct Crop: ImageOperation {
  static let name = "crop"
  static let summary = "a square of the picture at a random position"
  static let options = [
    OperationOption("size", .integer(1...100_000, default: 512), "side of the square in pixels"),
    OperationOption(
      "alignment", .choice(["random", "tile"], default: "random"),
      "any position, or on a grid of squares"),
  ]
  static let examples = [
    OperationExample(300, 200, requests: [.init("0,0,300,200/full/0/default.jpg", 300, 200)]),
    OperationExample(
      512, 300, options: ["alignment": "tile"],
      requests: [.init("0,0,512,300/full/0/default.jpg", 512, 300)]),
  ]

  private let side: Int
  private let isAligned: Bool

  init(options: OptionValues) {
    side = options.integer("size")
    isAligned = options.text("alignment") == "tile"
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.regionByPx] }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    var random = iteration.random
    let size = iteration.image.size
    let (x, width) = stretch(of: size.width, random: &random)
    let (y, height) = stretch(of: size.height, random: &random)
    let region = Region.pixels(x: x, y: y, width: width, height: height)
    return [[OperationRequest(ImageRequest(region: region), of: iteration.image)]]
  }

  /// The start and the length of the square along a side of the picture.
  private func stretch(of length: Int, random: inout SeededRandom) -> (start: Int, length: Int) {
    let covered = min(side, length)
    guard isAligned else { return (random.integer(in: 0...length - covered), covered) }
    let start = random.integer(in: 0...(length - 1) / side) * side
    return (start, min(side, length - start))
  }
}
