package import Foundation
package import IIIF

/// The part of a decoded picture that a comparison needs: a reduced picture and windows at full
/// resolution.
package struct PictureDigest: Sendable {
  /// The parts of a picture that are compared.
  package struct View: Hashable, Sendable {
    /// The greatest longer side of the reduced picture.
    package var longerSide: Int
    /// The side of a central square in pixels; nil for the whole picture.
    package var middle: Int?
    /// Whether windows at full resolution are kept.
    package var hasWindows: Bool
  }

  /// Side of a window in pixels.
  package static let windowSide = 96
  private static let windowsPerSide = 3

  /// The size of the picture.
  package let size: PixelSize
  /// The reduced picture, or its reduced centre.
  package let reduced: ReducedPicture
  /// Lightness in windows at even distances; empty if the picture is smaller or none are kept.
  package let windows: [[UInt8]]
  /// The share of the pixels that are nearly black or nearly white.
  package let extremeShare: Double

  /// Reads a binary PPM or PGM file of 8 bits.
  ///
  /// - Parameter like: The other picture of the comparison, whose reduced size is used.
  /// - Throws: ``UnreadableRaster`` or Foundation's errors.
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

/// A file that is not a binary PPM or PGM picture of 8 bits.
package struct UnreadableRaster: Error {}
