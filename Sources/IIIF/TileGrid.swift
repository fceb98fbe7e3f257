/// The tiles of an image that zooming viewers request (Image API 2.1 and 3.0, implementation notes,
/// "tiles").
public struct TileGrid: Hashable, Sendable {
  /// The size of the image.
  public var image: PixelSize
  /// The size of a full tile in pixels of the answer.
  public var tile: PixelSize

  /// Creates the grid of an image.
  public init(image: PixelSize, tile: PixelSize) {
    self.image = image
    self.tile = tile
  }

  /// The powers of two up to the one at which the image fits into a tile.
  public var scaleFactors: [Int] {
    var factors = [1]
    while let last = factors.last, columns(scale: last) > 1 || rows(scale: last) > 1 {
      factors.append(last * 2)
    }
    return factors
  }

  /// The number of columns at a scale factor.
  public func columns(scale: Int) -> Int { dividedUp(image.width, by: tile.width * scale) }

  /// The number of rows at a scale factor.
  public func rows(scale: Int) -> Int { dividedUp(image.height, by: tile.height * scale) }

  /// The size of the whole image at a scale factor.
  public func levelSize(scale: Int) -> PixelSize {
    PixelSize(
      width: dividedUp(image.width, by: scale), height: dividedUp(image.height, by: scale))
  }

  /// The request for a tile; columns and rows count from the upper left corner.
  ///
  /// The size is in the canonical form of the version: `w,` in 2.x, `w,h` in 3.0.
  public func request(column: Int, row: Int, scale: Int, version: APIVersion) -> ImageRequest {
    let (x, y) = (column * tile.width * scale, row * tile.height * scale)
    let extent = PixelSize(
      width: min(tile.width * scale, image.width - x),
      height: min(tile.height * scale, image.height - y))
    let level = levelSize(scale: scale)
    let width = min(tile.width, level.width - column * tile.width)
    let height = min(tile.height, level.height - row * tile.height)
    let form: Size.Form =
      if version.major == 2 {
        width == image.width ? .full : .width(width)
      } else {
        width == image.width && height == image.height
          ? .full : .exact(width: width, height: height)
      }
    let region: Region =
      extent == image
      ? .full : .pixels(x: x, y: y, width: extent.width, height: extent.height)
    return ImageRequest(region: region, size: Size(form))
  }

  private func dividedUp(_ dividend: Int, by divisor: Int) -> Int {
    (dividend + divisor - 1) / divisor
  }
}
