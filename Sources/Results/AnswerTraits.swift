/// The encoding of an answer.
package struct AnswerTraits: Codable, Hashable, Sendable {
  /// The media type, from the bytes.
  package var mediaType: String
  /// Colour channels, including alpha; nil if the header does not contain it.
  package var components: Int?
  /// Bits per channel; nil if the header does not contain it.
  package var bitDepth: Int?
  /// The quality of a JPEG on libjpeg's scale.
  package var jpegQuality: Int?
  /// Colour subsampling of a JPEG: `4:2:0`.
  package var subsampling: String?
  /// Whether a JPEG is progressive.
  package var isProgressive: Bool
  /// Whether there is an ICC profile.
  package var hasColourProfile: Bool
  /// Whether there is an EXIF block.
  package var hasEXIF: Bool
  /// Whether the answer is the source file, byte for byte.
  package var isPassedThrough: Bool
  /// The width minus that of the specification's arithmetic; not 0 in a valid answer only because
  /// of rounding.
  package var extraWidth: Int
  /// The height minus that of the specification's arithmetic.
  package var extraHeight: Int

  /// Creates traits; the defaults are those of a plain JPEG.
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

/// Traits and their frequency.
package struct ObservedTraits: Codable, Hashable, Sendable {
  /// The traits.
  package var traits: AnswerTraits
  /// The number of inspected answers with these traits.
  package var count: Int

  /// Creates a record.
  package init(traits: AnswerTraits, count: Int) {
    self.traits = traits
    self.count = count
  }
}
