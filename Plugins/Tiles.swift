import IIIF
import IIIFBench

/// Requests a random tile at a random scale factor, like a zooming viewer.
///
/// Tiles form a grid from the upper left corner; those at the right and lower edges are smaller.
/// Image API 2.1 §5.2 and 3.0 §5.4. It requires regions in pixels and sizes by width (level 1), in
/// 3.0 by width and height (level 1). The grid is the same for all servers, so that they get the same
/// work; the grids in their information are ignored.
struct Tiles: ImageOperation {
  static let name = "tiles"
  static let summary = "a tile of a zooming viewer, at any scale factor"
  static let options = [
    OperationOption("size", .integer(16...8192, default: 512), "side of a tile in pixels"),
    OperationOption(
      "scale", .choice(["any", "1", "2", "4", "8", "16", "32"], default: "any"),
      "scale factor, limited by the size of the picture"),
  ]
  static let examples = [
    OperationExample(
      300, 200, options: ["size": "256", "scale": "2"],
      requests: [.init("full/150,/0/default.jpg", 150, 100)]),
    OperationExample(
      300, 200, version: .v30, options: ["size": "256", "scale": "2"],
      requests: [.init("full/150,100/0/default.jpg", 150, 100)]),
  ]

  private let side: Int
  private let scale: Int?

  init(options: OptionValues) {
    side = options.integer("size")
    scale = Int(options.text("scale"))
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> {
    [.regionByPx, version.major == 2 ? .sizeByW : .sizeByWh]
  }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    var random = iteration.random
    let grid = TileGrid(
      image: iteration.image.size, tile: PixelSize(width: side, height: side))
    let factors = grid.scaleFactors
    let scale =
      self.scale.map { min($0, factors[factors.count - 1]) }
      ?? factors[random.integer(in: 0...factors.count - 1)]
    let request = grid.request(
      column: random.integer(in: 0...grid.columns(scale: scale) - 1),
      row: random.integer(in: 0...grid.rows(scale: scale) - 1),
      scale: scale, version: iteration.version)
    return [[OperationRequest(request, of: iteration.image)]]
  }
}
