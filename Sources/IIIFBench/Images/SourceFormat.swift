package import Support

/// A family of source files that a server either reads or not: a codec and a layout.
package enum SourceFamily: String, Codable, Hashable, Sendable {
  /// JPEG, always decoded completely.
  case jpeg
  /// TIFF in strips, decoded completely.
  case tiff
  /// TIFF in tiles, with reduced images after the full one.
  case tiffPyramid = "tiff-pyramid"
  /// JPEG 2000 with resolution levels.
  case jp2
  /// The pictures of a service that runs already, whose files are unknown.
  case own

  /// The families that descriptors name.
  package static let allCases: [SourceFamily] = [.jpeg, .tiff, .tiffPyramid, .jp2]

  /// The file extension without a dot.
  package var fileExtension: String {
    switch self {
    case .jpeg: "jpg"
    case .tiff, .tiffPyramid: "tif"
    case .jp2: "jp2"
    case .own: ""
    }
  }
}

/// A storage format of pictures: a family and its encoding.
///
/// Names of formats are `jpeg-q90` (any quality from 1 to 100), `tiff`, `tiff-pyramid`,
/// `tiff-pyramid-q90`, `jp2` (lossless) and `jp2-10x` (any integral compression ratio from 2 to 100).
package enum SourceFormat: Hashable, Sendable {
  /// JPEG with a quality from 1 to 100.
  case jpeg(quality: Int)
  /// Uncompressed TIFF in strips.
  case tiff
  /// TIFF in deflate-compressed tiles of 256 × 256 pixels, with reduced images, each half the size of
  /// the one before.
  case tiffPyramid
  /// TIFF in JPEG-compressed tiles of 256 × 256 pixels with a quality from 1 to 100, with reduced
  /// images.
  case tiffPyramidJPEG(quality: Int)
  /// JPEG 2000 with a compression ratio; nil means lossless.
  case jp2(ratio: Int?)
  /// The pictures of a service that runs already, whose files are unknown.
  case own

  /// The formats that `list formats` shows and `all` stands for in a study.
  package static let common: [SourceFormat] = [
    .jpeg(quality: 90), .tiff, .tiffPyramid, .jp2(ratio: nil), .jp2(ratio: 10),
  ]

  /// Names of groups of formats.
  package static let groups: [String: [SourceFormat]] = [
    "all": common, "jpeg-ladder": jpegLadder,
  ]

  /// JPEG with the qualities 75 to 100 in steps of 5.
  package static let jpegLadder: [SourceFormat] = stride(from: 75, through: 100, by: 5)
    .map { .jpeg(quality: $0) }

  /// The pattern of all names.
  package static let namePattern: TextPattern =
    "^(tiff|jp2|own|(jpeg|tiff-pyramid)-q([1-9][0-9]?|100)|tiff-pyramid|jp2-([2-9]|[1-9][0-9]|100)x)$"

  /// Parses a name; nil if it is invalid.
  package init?(name: String) {
    guard Self.namePattern.matches(name) else { return nil }
    let number = name.split(separator: "-").last.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    switch name {
    case "tiff": self = .tiff
    case "tiff-pyramid": self = .tiffPyramid
    case "jp2": self = .jp2(ratio: nil)
    case "own": self = .own
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
    case .own: "own"
    }
  }

  /// The family, which a descriptor lists if its server reads the format.
  package var family: SourceFamily {
    switch self {
    case .jpeg: .jpeg
    case .tiff: .tiff
    case .tiffPyramid, .tiffPyramidJPEG: .tiffPyramid
    case .jp2: .jp2
    case .own: .own
    }
  }

  /// The file extension without a dot.
  package var fileExtension: String { family.fileExtension }

  /// A description for lists.
  package var summary: String {
    switch self {
    case .jpeg(let quality): "JPEG, quality \(quality)"
    case .tiff: "TIFF in strips, uncompressed"
    case .tiffPyramid: "TIFF in tiles of 256 px, deflate, with reduced images"
    case .tiffPyramidJPEG(let quality):
      "TIFF in tiles of 256 px, JPEG quality \(quality), with reduced images"
    case .jp2(nil): "JPEG 2000, lossless"
    case .jp2(let ratio?): "JPEG 2000, compression ratio \(ratio)"
    case .own: "the own pictures of a service that runs already"
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
        in: container, debugDescription: "'\(name)' is not a source format")
    }
    self = format
  }

  /// Writes the format's name.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
