/// How a server encodes its answers, which decides what their comparison is worth.
package struct AnswerTraits: Codable, Hashable, Sendable {
  /// The media type that the bytes are of.
  package var mediaType: String
  /// Colour channels, alpha included; nil where the format's head does not say it.
  package var components: Int?
  /// Bits of a channel; nil where the format's head does not say it.
  package var bitDepth: Int?
  /// The quality on libjpeg's scale at which a JPEG was written.
  package var jpegQuality: Int?
  /// Colour subsampling of a JPEG: `4:2:0`.
  package var subsampling: String?
  /// Whether a JPEG builds up in several scans.
  package var isProgressive: Bool
  /// Whether there is an ICC profile.
  package var hasColourProfile: Bool
  /// Whether there is an EXIF block.
  package var hasEXIF: Bool
  /// Whether the answer is the source file, byte for byte.
  package var isPassedThrough: Bool
  /// Pixels by which the answer is wider than what the specification's arithmetic gives; a right
  /// answer has more or less than 0 only where that is a matter of rounding.
  package var extraWidth: Int
  /// Pixels by which the answer is higher.
  package var extraHeight: Int

  /// Creates traits; those that are left out are of a plain JPEG.
  package init(
    mediaType: String = "image/jpeg", components: Int? = 3, bitDepth: Int? = 8,
    jpegQuality: Int? = nil, subsampling: String? = nil, isProgressive: Bool = false,
    hasColourProfile: Bool = false, hasEXIF: Bool = false, isPassedThrough: Bool = false,
    extraWidth: Int = 0, extraHeight: Int = 0
  ) {
    self.mediaType = mediaType
    self.components = components
    self.bitDepth = bitDepth
    self.jpegQuality = jpegQuality
    self.subsampling = subsampling
    self.isProgressive = isProgressive
    self.hasColourProfile = hasColourProfile
    self.hasEXIF = hasEXIF
    self.isPassedThrough = isPassedThrough
    self.extraWidth = extraWidth
    self.extraHeight = extraHeight
  }
}

/// Traits and how often they were seen.
package struct ObservedTraits: Codable, Hashable, Sendable {
  /// The traits.
  package var traits: AnswerTraits
  /// In how many of the answers that were looked at.
  package var count: Int

  /// Creates a record of traits that so many answers had.
  package init(traits: AnswerTraits, count: Int) {
    self.traits = traits
    self.count = count
  }
}
