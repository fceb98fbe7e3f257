package import Foundation
package import IIIF

/// What a comparison needs of a decoded picture: the whole of it reduced, and some windows at full
/// resolution.
package struct PictureDigest: Sendable {
  /// How a picture is looked at.
  package struct View: Hashable, Sendable {
    /// The longer side of the reduced picture at the most.
    package var longerSide: Int
    /// The share of the shorter side that is looked at, as a square in the middle; nil for all.
    package var middle: Double?
    /// Whether windows at full resolution are kept.
    package var hasWindows: Bool
  }

  /// Side of a window in pixels.
  package static let windowSide = 96
  private static let windowsPerSide = 3

  /// The size of the picture.
  package let size: PixelSize
  /// The picture, or the middle of it, reduced.
  package let reduced: ReducedPicture
  /// Lightness in windows that are spread evenly over the picture; empty where it is smaller than
  /// one or none were wanted.
  package let windows: [[UInt8]]
  /// The share of the pixels that are nearly black or nearly white.
  package let extremeShare: Double

  /// Reads a binary PPM or PGM file of 8 bits.
  ///
  /// - Parameter like: The picture with which it is to be compared, whose reduced size it gets.
  /// - Throws: ``UnreadableRaster``, or what Foundation throws.
  package init(netpbm file: URL, view: View, like other: PictureDigest? = nil) throws {
    let data = try Data(contentsOf: file, options: .mappedIfSafe)
    let raster = try Raster(data)
    size = raster.size
    let frame = raster.frame(of: view)
    let target =
      other.map { PixelSize(width: $0.reduced.width, height: $0.reduced.height) }
      ?? frame.reducedSize(longerSide: view.longerSide)
    (reduced, extremeShare) = raster.reduced(frame, to: target)
    windows = view.hasWindows ? Self.windows(of: raster) : []
  }

  private static func windows(of raster: Raster) -> [[UInt8]] {
    let (width, height) = (raster.size.width - windowSide, raster.size.height - windowSide)
    guard width >= 0, height >= 0 else { return [] }
    return (0..<windowsPerSide * windowsPerSide).map { number in
      let (column, row) = (number % windowsPerSide, number / windowsPerSide)
      return raster.lightness(
        x: width * column / (windowsPerSide - 1), y: height * row / (windowsPerSide - 1),
        side: windowSide)
    }
  }
}

/// A file that is not a picture in binary PPM or PGM of 8 bits.
package struct UnreadableRaster: Error {}
