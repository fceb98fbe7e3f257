internal import IIIF
internal import ImageHeaders

/// How a server encodes its answers, which decides what their comparison is worth.
public struct AnswerTraits: Codable, Hashable, Sendable {
  /// The media type that the bytes are of.
  public var mediaType: String
  /// Colour channels, alpha included; nil where the format's head does not say it.
  public var components: Int?
  /// Bits of a channel; nil where the format's head does not say it.
  public var bitDepth: Int?
  /// The quality on libjpeg's scale at which a JPEG was written.
  public var jpegQuality: Int?
  /// Colour subsampling of a JPEG: `4:2:0`.
  public var subsampling: String?
  /// Whether a JPEG builds up in several scans.
  public var isProgressive: Bool
  /// Whether there is an ICC profile.
  public var hasColourProfile: Bool
  /// Whether there is an EXIF block.
  public var hasEXIF: Bool
  /// Whether the answer is the source file, byte for byte.
  public var isPassedThrough: Bool
  /// Pixels by which the answer is wider than what the specification's arithmetic gives; a right
  /// answer has more or less than 0 only where that is a matter of rounding.
  public var extraWidth: Int
  /// Pixels by which the answer is higher.
  public var extraHeight: Int

  /// Creates traits; those that are left out are of a plain JPEG.
  public init(
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

  init?(_ report: ImageReport, expected size: PixelSize, isPassedThrough: Bool) {
    guard let kind = report.kind else { return nil }
    self.init(
      mediaType: kind.mediaType, components: report.components, bitDepth: report.bitDepth,
      jpegQuality: report.estimatedQuality, subsampling: report.subsampling?.description,
      isProgressive: report.isProgressive, hasColourProfile: report.hasColourProfile,
      hasEXIF: report.hasEXIF, isPassedThrough: isPassedThrough,
      extraWidth: (report.width ?? size.width) - size.width,
      extraHeight: (report.height ?? size.height) - size.height)
  }
}

/// Traits and how often they were seen.
public struct ObservedTraits: Codable, Hashable, Sendable {
  /// The traits.
  public var traits: AnswerTraits
  /// In how many of the answers that were looked at.
  public var count: Int

  /// Creates a record of traits that so many answers had.
  public init(traits: AnswerTraits, count: Int) {
    self.traits = traits
    self.count = count
  }
}
