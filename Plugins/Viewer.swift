import IIIF
import IIIFBench

/// Simulates a zooming viewer: opens a picture, zooms in at a random point and moves the view.
///
/// It requests the image information and then, for each view, the tiles that OpenSeadragon requests:
/// new tiles of all scale factors, over at most as many connections as a browser opens. Each view
/// waits for the previous one. It requires regions in pixels and sizes by width (Image API 2.1 level
/// 1), in 3.0 sizes by width and height (level 1).
///
/// A view is sharp when its last tile has arrived. The first view, which includes the information,
/// zoomed views and moved views have figures of their own.
struct Viewer: ImageOperation {
  static let name = "viewer"
  static let summary = "a session in a zooming viewer: information, then tiles view by view"
  static let options = [
    OperationOption("tile", .integer(64...4096, default: 256), "side of a tile in pixels"),
    OperationOption("width", .integer(64...10_000, default: 1280), "width of the viewer in pixels"),
    OperationOption(
      "height", .integer(64...10_000, default: 800), "height of the viewer in pixels"),
    OperationOption("zooms", .integer(0...10, default: 3), "number of zooms by a factor of two"),
    OperationOption("moves", .integer(0...100, default: 2), "number of moves by half a view"),
  ]
  static let examples = [
    OperationExample(
      600, 400, options: ["zooms": "0", "moves": "0"],
      requests: [
        .init("info.json"), .init("full/150,/0/default.jpg", 150, 100),
        .init("0,0,512,400/256,/0/default.jpg", 256, 200),
        .init("512,0,88,400/44,/0/default.jpg", 44, 200),
        .init("256,0,256,256/256,/0/default.jpg", 256, 256),
        .init("0,0,256,256/256,/0/default.jpg", 256, 256),
        .init("256,256,256,144/256,/0/default.jpg", 256, 144),
        .init("0,256,256,144/256,/0/default.jpg", 256, 144),
        .init("512,0,88,256/88,/0/default.jpg", 88, 256),
        .init("512,256,88,144/88,/0/default.jpg", 88, 144),
      ])
  ]

  private let tile: PixelSize
  private let screen: PixelSize
  private let zooms: Int
  private let moves: Int

  init(options: OptionValues) {
    let side = options.integer("tile")
    tile = PixelSize(width: side, height: side)
    screen = PixelSize(width: options.integer("width"), height: options.integer("height"))
    zooms = options.integer("zooms")
    moves = options.integer("moves")
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> {
    [.regionByPx, version.major == 2 ? .sizeByW : .sizeByWh]
  }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let image = iteration.image
    var information = OperationRequest(
      target: .information, image: image,
      expectation: .information(of: image, version: iteration.version))
    information.part = OperationPart("first view")
    var session = ViewerSession(
      grid: TileGrid(image: image.size, tile: tile), version: iteration.version)
    let views = views(of: image.size, random: iteration.random).enumerated().map { index, view in
      session.newTiles(in: view).map { tile in
        var request = OperationRequest(tile, of: image)
        request.part = part(ofView: index)
        return request
      }
    }
    return [[information]] + views.filter { !$0.isEmpty }
  }

  /// The first view continues the part of the information, so its time is the time to a sharp picture.
  private func part(ofView index: Int) -> OperationPart {
    if index == 0 { return OperationPart("first view", continues: true) }
    return OperationPart(index <= zooms ? "zoomed view" : "moved view")
  }

  /// The initial view and the views after each zoom and each move.
  private func views(of image: PixelSize, random: SeededRandom) -> [ViewerView] {
    var random = random
    var view = ViewerView(wholeOf: image, on: screen)
    let (x, y) = (
      Double(random.integer(in: 0...image.width - 1)),
      Double(random.integer(in: 0...image.height - 1))
    )
    var views = [view]
    for _ in 0..<zooms {
      view.zoom(by: 2, atX: x, y: y)
      views.append(view)
    }
    for _ in 0..<moves {
      let (across, down) = (random.integer(in: -1...1), random.integer(in: -1...1))
      view.move(across: Double(across) / 2, down: Double(down) / 2, within: image)
      views.append(view)
    }
    return views
  }
}
