/// The metadata of an image file, read without decoding it.
package struct ImageReport: Hashable, Sendable {
  /// The file format; nil if it is unknown.
  package var kind: ImageKind?
  /// Width in pixels; nil if it is missing or was not reached.
  package var width: Int?
  /// Height in pixels; nil if it is missing or was not reached.
  package var height: Int?
  /// Colour channels including alpha; nil if the header does not contain the number.
  package var components: Int?
  /// Bits per channel; nil if the header does not contain the number.
  package var bitDepth: Int?
  /// Whether the file is complete.
  ///
  /// JPEG and JPEG 2000 end with a marker, PNG with a chunk, GIF with a trailer. WebP contains its
  /// length. A TIFF is complete if everything that its first directory refers to is present.
  package var isComplete = false
  /// Whether a JPEG is progressive.
  package var isProgressive = false
  /// Whether there is an ICC profile.
  package var hasColourProfile = false
  /// Whether there is an EXIF block.
  package var hasEXIF = false
  /// The chroma subsampling of a JPEG; nil for other formats and for images of one channel.
  package var subsampling: ChromaSubsampling?
  /// The quantisation of a JPEG; nil for other formats.
  package var quantisation: JPEGQuantisation?
  /// Length of the file in bytes.
  package var byteCount = 0

  /// Creates an empty report.
  package init() {}

  /// The quality of a JPEG on libjpeg's scale from 1 to 100; nil for other formats.
  package var estimatedQuality: Int? { quantisation?.estimatedQuality }
}

/// The ratio of luma samples to chroma samples in a JPEG.
package struct ChromaSubsampling: Hashable, Sendable, CustomStringConvertible {
  /// Luma samples per chroma sample, horizontally.
  package var horizontal: Int
  /// Luma samples per chroma sample, vertically.
  package var vertical: Int

  /// Creates a ratio.
  package init(horizontal: Int, vertical: Int) {
    self.horizontal = horizontal
    self.vertical = vertical
  }

  /// The common name, such as `4:2:0`, or the ratio if it has no name.
  package var description: String {
    switch (horizontal, vertical) {
    case (1, 1): "4:4:4"
    case (2, 1): "4:2:2"
    case (2, 2): "4:2:0"
    case (1, 2): "4:4:0"
    case (4, 1): "4:1:1"
    case (4, 2): "4:1:0"
    default: "\(horizontal)x\(vertical)"
    }
  }
}
