/// An image file format, recognized by the first bytes.
package enum ImageKind: String, Codable, Sendable, CaseIterable {
  /// JPEG, with or without JFIF or EXIF.
  case jpeg
  /// PNG.
  case png
  /// WebP, lossy, lossless or extended.
  case webp
  /// GIF.
  case gif
  /// TIFF, classic or BigTIFF.
  case tiff
  /// A JPEG 2000 codestream in boxes.
  case jp2
  /// A bare JPEG 2000 codestream.
  case j2k
  /// PDF, of which only the end is checked.
  case pdf

  /// The media type of the format.
  package var mediaType: String {
    switch self {
    case .jpeg: "image/jpeg"
    case .png: "image/png"
    case .webp: "image/webp"
    case .gif: "image/gif"
    case .tiff: "image/tiff"
    case .jp2: "image/jp2"
    case .j2k: "image/j2c"
    case .pdf: "application/pdf"
    }
  }

  /// The format whose signature starts with these four bytes.
  package init?(signature: UInt32) {
    switch signature {
    case 0xFFD8_FF00...0xFFD8_FFFF: self = .jpeg
    case 0x8950_4E47: self = .png
    case 0x5249_4646: self = .webp
    case 0x4749_4638: self = .gif
    case 0x4949_2A00, 0x4D4D_002A, 0x4949_2B00, 0x4D4D_002B: self = .tiff
    case 0x0000_000C: self = .jp2
    case 0xFF4F_FF51: self = .j2k
    case 0x2550_4446: self = .pdf
    default: return nil
    }
  }
}
