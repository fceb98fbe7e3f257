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

  init?(_ report: ImageReport, isPassedThrough: Bool) {
    guard let kind = report.kind else { return nil }
    mediaType = kind.mediaType
    components = report.components
    bitDepth = report.bitDepth
    jpegQuality = report.estimatedQuality
    subsampling = report.subsampling?.description
    isProgressive = report.isProgressive
    hasColourProfile = report.hasColourProfile
    hasEXIF = report.hasEXIF
    self.isPassedThrough = isPassedThrough
  }
}

/// Traits and how often they were seen.
public struct ObservedTraits: Codable, Hashable, Sendable {
  /// The traits.
  public var traits: AnswerTraits
  /// In how many of the answers that were looked at.
  public var count: Int
}
