/// The requested rectangle of an image (Image API 2.1 §4.1, 3.0 §4.1).
public enum Region: Hashable, Sendable {
  /// The whole image.
  case full
  /// The largest square, placed by the server.
  case square
  /// A rectangle in pixels of the full image.
  case pixels(x: Int, y: Int, width: Int, height: Int)
  /// A rectangle in percent of the full image.
  case percent(x: Double, y: Double, width: Double, height: Double)

  /// The parameter in a request URI.
  package var parameter: String {
    switch self {
    case .full: "full"
    case .square: "square"
    case .pixels(let x, let y, let width, let height): "\(x),\(y),\(width),\(height)"
    case .percent(let x, let y, let width, let height):
      "pct:" + [x, y, width, height].map(decimal).joined(separator: ",")
    }
  }

  /// The region's size in pixels on an image of the given size, cropped at the image's edges.
  ///
  /// Percentages are rounded to the nearest pixel. The specification leaves rounding to the server, so
  /// comparisons need a tolerance of one pixel.
  public func extent(of image: PixelSize) -> PixelSize {
    switch self {
    case .full:
      return image
    case .square:
      let side = min(image.width, image.height)
      return PixelSize(width: side, height: side)
    case .pixels(let x, let y, let width, let height):
      return PixelSize(
        width: max(0, min(width, image.width - x)), height: max(0, min(height, image.height - y)))
    case .percent(let x, let y, let width, let height):
      let clippedWidth = min(width, 100 - x) / 100 * Double(image.width)
      let clippedHeight = min(height, 100 - y) / 100 * Double(image.height)
      return PixelSize(
        width: max(0, Int(clippedWidth.rounded())), height: max(0, Int(clippedHeight.rounded())))
    }
  }
}
