import IIIF

/// The visible part of an image: a rectangle in its pixels, on a screen of fixed size.
struct ViewerView {
  /// The maximum number of screen pixels per image pixel (OpenSeadragon's `maxZoomPixelRatio`).
  private static let largestScale = 1.1

  /// The left edge.
  private(set) var x: Double
  /// The upper edge.
  private(set) var y: Double
  private(set) var width: Double
  private(set) var height: Double
  private let screen: PixelSize

  /// Creates a view of a rectangle with the screen's aspect ratio.
  init(x: Double, y: Double, width: Double, on screen: PixelSize) {
    self.x = x
    self.y = y
    self.width = width
    height = width * Double(screen.height) / Double(screen.width)
    self.screen = screen
  }

  /// Creates a viewer's initial view: the whole image, centred.
  init(wholeOf image: PixelSize, on screen: PixelSize) {
    let scale = min(
      Double(screen.width) / Double(image.width), Double(screen.height) / Double(image.height))
    let width = Double(screen.width) / scale
    let height = Double(screen.height) / scale
    self.init(
      x: (Double(image.width) - width) / 2, y: (Double(image.height) - height) / 2, width: width,
      on: screen)
  }

  /// Screen pixels per image pixel.
  var scale: Double { Double(screen.width) / width }

  var centre: (x: Double, y: Double) { (x + width / 2, y + height / 2) }

  /// Zooms in on a point of the image, which keeps its position on the screen.
  mutating func zoom(by factor: Double, atX pointX: Double, y pointY: Double) {
    let possible = max(1, min(factor, Self.largestScale / scale))
    self = ViewerView(
      x: pointX - (pointX - x) / possible, y: pointY - (pointY - y) / possible,
      width: width / possible, on: screen)
  }

  /// Moves by fractions of the view; the centre stays within the image.
  mutating func move(across: Double, down: Double, within image: PixelSize) {
    let middleX = min(max(centre.x + across * width, 0), Double(image.width))
    let middleY = min(max(centre.y + down * height, 0), Double(image.height))
    self = ViewerView(x: middleX - width / 2, y: middleY - height / 2, width: width, on: screen)
  }
}

/// The tiles that a viewer has requested, modelled on OpenSeadragon 4.1.
///
/// It uses all scale factors from the coarsest one to the first whose tiles have at least half of the
/// screen's resolution (`minPixelRatio` 0.5). Coarse tiles come first, then those near the centre.
struct ViewerSession {
  private struct Tile: Hashable {
    var column: Int
    var row: Int
    var scale: Int
  }

  private let grid: TileGrid
  private let version: APIVersion
  private var known: Set<Tile> = []

  init(grid: TileGrid, version: APIVersion) {
    self.grid = grid
    self.version = version
  }

  /// The tiles of a view that were not requested before.
  mutating func newTiles(in view: ViewerView) -> [ImageRequest] {
    let factors = grid.scaleFactors
    let sharp = factors.first { view.scale * Double($0) >= 0.5 } ?? factors[factors.count - 1]
    let tiles = factors.reversed().filter { $0 >= sharp }.flatMap {
      visibleTiles(in: view, scale: $0)
    }
    return tiles.filter { known.insert($0).inserted }.map { tile in
      grid.request(column: tile.column, row: tile.row, scale: tile.scale, version: version)
    }
  }

  private func visibleTiles(in view: ViewerView, scale: Int) -> [Tile] {
    let (side, other) = (Double(grid.tile.width * scale), Double(grid.tile.height * scale))
    let columns = places(
      from: view.x, length: view.width, side: side, count: grid.columns(scale: scale))
    let rows = places(
      from: view.y, length: view.height, side: other, count: grid.rows(scale: scale))
    let tiles = columns.flatMap { column in
      rows.map { row in Tile(column: column, row: row, scale: scale) }
    }
    func distance(_ tile: Tile) -> Double {
      let x = (Double(tile.column) + 0.5) * side - view.centre.x
      let y = (Double(tile.row) + 0.5) * other - view.centre.y
      return x * x + y * y
    }
    return tiles.sorted { (distance($0), $0.column, $0.row) < (distance($1), $1.column, $1.row) }
  }

  /// The indices of tiles that intersect an interval of one dimension.
  private func places(from start: Double, length: Double, side: Double, count: Int) -> Range<Int> {
    let first = max(0, Int((start / side).rounded(.down)))
    let end = min(count, Int(((start + length) / side).rounded(.up)))
    return first < end ? first..<end : 0..<0
  }
}
