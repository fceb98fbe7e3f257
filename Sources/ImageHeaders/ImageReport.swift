/// What the bytes of an image file say of it, without decoding it.
package struct ImageReport: Hashable, Sendable {
  /// The file format; nil when the bytes are of none that is known.
  package var kind: ImageKind?
  /// Width in pixels; nil when it was not reached or is not said.
  package var width: Int?
  /// Height in pixels; nil when it was not reached or is not said.
  package var height: Int?
  /// Colour channels, alpha included; nil when the format does not say it in its head.
  package var components: Int?
  /// Bits of a channel; nil when the format does not say it in its head.
  package var bitDepth: Int?
  /// Whether the file ends as its format demands.
  ///
  /// JPEG and JPEG 2000 end in a marker, PNG in a chunk, GIF in a trailer; WebP says its length, and
  /// of TIFF everything that the first directory refers to must have come.
  package var isComplete = false
  /// Whether a JPEG builds up in several scans.
  package var isProgressive = false
  /// Whether there is an ICC profile.
  package var hasColourProfile = false
  /// Whether there is an EXIF block.
  package var hasEXIF = false
  /// How much coarser than its lightness a JPEG keeps its colour; nil for other formats and for
  /// pictures of one channel.
  package var subsampling: ChromaSubsampling?
  /// The quantisation of a JPEG.
  package var quantisation: JPEGQuantisation?
  /// Length of the file in bytes.
  package var byteCount = 0

  /// Creates a report that says nothing.
  package init() {}

  /// The quality on libjpeg's scale, from 1 to 100, at which a JPEG was written; nil for others.
  package var estimatedQuality: Int? { quantisation?.estimatedQuality }
}

/// The ratio of lightness samples to colour samples in a JPEG.
package struct ChromaSubsampling: Hashable, Sendable, CustomStringConvertible {
  /// Lightness samples to one colour sample, across.
  package var horizontal: Int
  /// Lightness samples to one colour sample, down.
  package var vertical: Int

  /// Creates a ratio.
  package init(horizontal: Int, vertical: Int) {
    self.horizontal = horizontal
    self.vertical = vertical
  }

  /// The common name, `4:2:0`, or the ratio where there is none.
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
