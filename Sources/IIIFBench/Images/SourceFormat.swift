package import Support

/// A kind of source file that servers either read or do not: a codec and a layout.
package enum SourceFamily: String, Codable, Hashable, Sendable, CaseIterable {
  /// JPEG, always read as a whole.
  case jpeg
  /// TIFF in strips, read as a whole.
  case tiff
  /// TIFF in tiles, with reduced images behind the full one.
  case tiffPyramid = "tiff-pyramid"
  /// JPEG 2000 with resolution levels.
  case jp2

  /// The extension of its files, without a point.
  package var fileExtension: String {
    switch self {
    case .jpeg: "jpg"
    case .tiff, .tiffPyramid: "tif"
    case .jp2: "jp2"
    }
  }
}

/// A format in which images are kept for a server: a family and its encoding.
///
/// Formats are addressed by name: `jpeg-q90` (any quality from 1 to 100), `tiff`, `tiff-pyramid`,
/// `tiff-pyramid-q90`, `jp2` (lossless), `jp2-10x` (any whole compression ratio from 2 to 100).
package enum SourceFormat: Hashable, Sendable {
  /// JPEG of a quality from 1 to 100.
  case jpeg(quality: Int)
  /// Uncompressed TIFF in strips.
  case tiff
  /// TIFF in tiles of 256 × 256 pixels, deflate, with reduced images by halves.
  case tiffPyramid
  /// TIFF in tiles of 256 × 256 pixels, JPEG of a quality from 1 to 100, with reduced images.
  case tiffPyramidJPEG(quality: Int)
  /// JPEG 2000; nil is lossless, otherwise the compression ratio.
  case jp2(ratio: Int?)

  /// The formats that are listed and that a study means by `all`.
  package static let common: [SourceFormat] = [
    .jpeg(quality: 90), .tiff, .tiffPyramid, .jp2(ratio: nil), .jp2(ratio: 10),
  ]

  /// Formats that have a name together: the common ones, and the ladder of JPEG qualities.
  package static let groups: [String: [SourceFormat]] = [
    "all": common, "jpeg-ladder": jpegLadder,
  ]

  /// The ladder of JPEG qualities.
  package static let jpegLadder: [SourceFormat] = stride(from: 75, through: 100, by: 5)
    .map { .jpeg(quality: $0) }

  /// The names of all formats.
  package static let namePattern: TextPattern =
    "^(tiff|jp2|(jpeg|tiff-pyramid)-q([1-9][0-9]?|100)|tiff-pyramid|jp2-([2-9]|[1-9][0-9]|100)x)$"

  /// Reads a format's name; nil when it is none.
  package init?(name: String) {
    guard Self.namePattern.matches(name) else { return nil }
    let number = name.split(separator: "-").last.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    switch name {
    case "tiff": self = .tiff
    case "tiff-pyramid": self = .tiffPyramid
    case "jp2": self = .jp2(ratio: nil)
    case _ where name.hasPrefix("tiff-pyramid-q"): self = .tiffPyramidJPEG(quality: number)
    case _ where name.hasPrefix("jpeg-q"): self = .jpeg(quality: number)
    default: self = .jp2(ratio: number)
    }
  }

  /// The format's name.
  package var name: String {
    switch self {
    case .jpeg(let quality): "jpeg-q\(quality)"
    case .tiff: "tiff"
    case .tiffPyramid: "tiff-pyramid"
    case .tiffPyramidJPEG(let quality): "tiff-pyramid-q\(quality)"
    case .jp2(nil): "jp2"
    case .jp2(let ratio?): "jp2-\(ratio)x"
    }
  }

  /// The family, by which descriptors say what a server reads.
  package var family: SourceFamily {
    switch self {
    case .jpeg: .jpeg
    case .tiff: .tiff
    case .tiffPyramid, .tiffPyramidJPEG: .tiffPyramid
    case .jp2: .jp2
    }
  }

  /// The extension of its files, without a point.
  package var fileExtension: String { family.fileExtension }

  /// A sentence for lists.
  package var summary: String {
    switch self {
    case .jpeg(let quality): "JPEG of quality \(quality)"
    case .tiff: "TIFF in strips, uncompressed"
    case .tiffPyramid: "TIFF in tiles of 256 px with reduced images, deflate"
    case .tiffPyramidJPEG(let quality):
      "TIFF in tiles of 256 px with reduced images, JPEG of quality \(quality)"
    case .jp2(nil): "JPEG 2000, lossless"
    case .jp2(let ratio?): "JPEG 2000, compressed \(ratio) times"
    }
  }
}

extension SourceFormat: Codable {
  /// Reads the format's name.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let format = SourceFormat(name: name) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(name)' is no source format")
    }
    self = format
  }

  /// Writes the format's name.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
