internal import Glibc

/// Rotation and mirroring of the answer (Image API 2.1 §4.3, 3.0 §4.3).
public struct Rotation: Hashable, Sendable {
  /// Degrees clockwise, from 0 to 360.
  public var degrees: Double
  /// Whether the image is mirrored on its vertical axis before it is rotated.
  public var mirrored: Bool

  /// No rotation and no mirroring.
  public static let none = Rotation(degrees: 0)

  /// Creates a rotation by `degrees` clockwise.
  public init(degrees: Double, mirrored: Bool = false) {
    self.degrees = degrees
    self.mirrored = mirrored
  }

  /// The parameter in a request URI.
  package var parameter: String { (mirrored ? "!" : "") + decimal(degrees) }

  /// The size of the bounding box of an image of the given size after the rotation.
  package func result(of size: PixelSize) -> PixelSize {
    let turns = (degrees / 90).truncatingRemainder(dividingBy: 4)
    if turns == 0 || turns == 2 { return size }
    if turns == 1 || turns == 3 { return PixelSize(width: size.height, height: size.width) }
    let radians = degrees / 180 * Double.pi
    let (sine, cosine) = (abs(sin(radians)), abs(cos(radians)))
    let (width, height) = (Double(size.width), Double(size.height))
    return PixelSize(
      width: Int((width * cosine + height * sine).rounded()),
      height: Int((width * sine + height * cosine).rounded()))
  }
}

/// Colour of the answer (Image API 2.1 §4.4, 3.0 §4.4).
public enum Quality: String, Codable, Sendable, CaseIterable {
  /// The server's default quality for the image.
  case `default`
  /// Full colour.
  case color
  /// Shades of grey.
  case gray
  /// Black and white.
  case bitonal
}

/// File format of the answer (Image API 2.1 §4.5, 3.0 §4.5).
public enum ImageFormat: String, Codable, Sendable, CaseIterable {
  /// JPEG.
  case jpg
  /// PNG.
  case png
  /// WebP.
  case webp
  /// TIFF.
  case tif
  /// GIF.
  case gif
  /// JPEG 2000.
  case jp2
  /// PDF.
  case pdf

  /// The media type that the specification's table gives for the format.
  public var mediaType: String {
    switch self {
    case .jpg: "image/jpeg"
    case .png: "image/png"
    case .webp: "image/webp"
    case .tif: "image/tiff"
    case .gif: "image/gif"
    case .jp2: "image/jp2"
    case .pdf: "application/pdf"
    }
  }
}

/// The parameters of an image request: everything after the identifier in its URI.
public struct ImageRequest: Hashable, Sendable {
  /// The requested rectangle.
  public var region: Region
  /// The dimensions to which it is scaled.
  public var size: Size
  /// Rotation and mirroring.
  public var rotation: Rotation
  /// Colour.
  public var quality: Quality
  /// File format of the answer.
  public var format: ImageFormat

  /// Creates a request; the defaults request the whole image as JPEG.
  public init(
    region: Region = .full, size: Size = Size(.full), rotation: Rotation = .none,
    quality: Quality = .default, format: ImageFormat = .jpg
  ) {
    self.region = region
    self.size = size
    self.rotation = rotation
    self.quality = quality
    self.format = format
  }

  /// `{region}/{size}/{rotation}/{quality}.{format}`.
  public func path(fullToken: FullSizeToken) -> String {
    [
      region.parameter, size.parameter(fullToken: fullToken), rotation.parameter,
      "\(quality.rawValue).\(format.rawValue)",
    ].joined(separator: "/")
  }

  /// Whether the request only encodes an image of the given size, without any other operation.
  package func isWhole(of image: PixelSize) -> Bool {
    region.extent(of: image) == image && resultSize(of: image) == image && rotation == .none
      && quality == .default
  }

  /// The pixel size of a valid answer for an image of the given size, without server limits.
  public func resultSize(of image: PixelSize) -> PixelSize {
    rotation.result(of: size.result(of: region.extent(of: image)))
  }
}
