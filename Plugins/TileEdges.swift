import IIIF
import IIIFBench

/// Requests the tile in the lower right corner of each scale factor, which is usually smaller than
/// the others.
///
/// Image API 2.1 §5.2 and its implementation notes, 3.0 §5.4. The grid is the one in the server's
/// information, or one of 512 pixels if there is none. It requires regions in pixels (level 1) and
/// sizes by width (level 1 of 2.1), in 3.0 by width and height (level 1).
struct TileEdges: ImageOperation {
  static let name = "tile-edges"
  static let summary = "the last tile of each scale factor of the server's own grid"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(
      600, 520,
      requests: [
        .init("512,512,88,8/88,/0/default.jpg", 88, 8), .init("full/300,/0/default.jpg", 300, 260),
      ])
  ]

  private var tile = PixelSize(width: 512, height: 512)
  private var scaleFactors: [Int]?

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> {
    [.regionByPx, version.major == 2 ? .sizeByW : .sizeByWh]
  }

  func prepared(for setting: OperationSetting) -> any ImageOperation {
    guard let tiles = setting.information?.tiles.first else { return self }
    var edges = self
    edges.tile = tiles.size
    edges.scaleFactors = tiles.scaleFactors
    return edges
  }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let grid = TileGrid(image: iteration.image.size, tile: tile)
    // Scale factors above the one at which the image fits into a tile add nothing.
    let factors = scaleFactors?.filter(grid.scaleFactors.contains) ?? []
    return (factors.isEmpty ? grid.scaleFactors : factors).map { scale in
      let request = grid.request(
        column: grid.columns(scale: scale) - 1, row: grid.rows(scale: scale) - 1, scale: scale,
        version: iteration.version)
      return [OperationRequest(request, of: iteration.image)]
    }
  }
}
