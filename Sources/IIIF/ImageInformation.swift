/// A server's description of an image, `info.json`, in any version (Image API 2.1 §5, 3.0 §5).
public struct ImageInformation: Hashable, Sendable {
  /// A grid of tiles that the server prefers.
  public struct TileSet: Hashable, Sendable {
    /// Width and height of a tile in pixels of the answer.
    public var size: PixelSize
    /// Factors by which regions are scaled down, usually powers of two.
    public var scaleFactors: [Int]

    /// Creates a grid.
    package init(size: PixelSize, scaleFactors: [Int]) {
      self.size = size
      self.scaleFactors = scaleFactors
    }
  }

  /// The version; documents of 2.0 look like those of 2.1 and are read as 2.1.
  public var version: APIVersion
  /// The image's base URI.
  public var id: String
  /// The size of the full image.
  public var size: PixelSize
  /// The compliance level that the server claims.
  public var level: ComplianceLevel
  /// Features beyond the level.
  package var extraFeatures: Set<Feature> = []
  /// Grids for tiles.
  public var tiles: [TileSet] = []
  /// Sizes of the full image that the server prefers.
  public var sizes: [PixelSize] = []
  /// Limits of answers.
  public var limits = SizeLimits()
  /// Formats that the document names besides JPEG.
  package var extraFormats: Set<ImageFormat> = []
  /// Qualities that the document names besides `default`.
  package var extraQualities: Set<Quality> = []
  /// Services of the IIIF Authorization API; empty for public images.
  package var authorization: [AuthorizationService] = []
  /// Properties that are missing or in another form than the specification's, a short phrase each.
  package var deviations: [String] = []
  /// The value of `protocol`, `http://iiif.io/api/image` in a conforming document.
  package var protocolURI: String?
  /// The value of `type`, `ImageService3` in a conforming document of 3.0.
  package var type: String?

  /// Creates image information with a version, an image and a level only.
  package init(version: APIVersion, id: String, size: PixelSize, level: ComplianceLevel) {
    self.version = version
    self.id = id
    self.size = size
    self.level = level
  }

  /// All claimed features: those of the level, the extra ones, and those implied by the named formats
  /// and qualities.
  public var features: Set<Feature> {
    level.features(in: version).union(extraFeatures)
      .union(extraFormats.compactMap(\.feature)).union(extraQualities.compactMap(\.feature))
  }
}

/// A server's limits on the size of answers (Image API 2.1 §5.3, 3.0 §5.3); nil means no limit.
public struct SizeLimits: Hashable, Sendable {
  /// The greatest width in pixels.
  public var width: Int?
  /// The greatest height in pixels.
  public var height: Int?
  /// The greatest number of pixels.
  public var area: Int?

  /// Creates limits.
  package init(width: Int? = nil, height: Int? = nil, area: Int? = nil) {
    self.width = width
    self.height = height
    self.area = area
  }
}

extension ImageFormat {
  /// The feature that offers the format; nil for JPEG, which every server offers.
  package var feature: Feature? {
    switch self {
    case .jpg: nil
    case .png: .formatPng
    case .webp: .formatWebp
    case .tif: .formatTif
    case .gif: .formatGif
    case .jp2: .formatJp2
    case .pdf: .formatPdf
    }
  }
}

extension Quality {
  /// The feature that offers the quality; nil for `default`, which every server offers.
  package var feature: Feature? {
    switch self {
    case .default: nil
    case .color: .qualityColor
    case .gray: .qualityGray
    case .bitonal: .qualityBitonal
    }
  }
}
