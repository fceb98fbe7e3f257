import ChildProcess
package import Foundation
package import IIIF

/// The header of a file as `vipsheader` reports it.
package struct ImageHeader {
  private var fields: [Substring: Substring]

  /// Reads the header of a file; a relative path is one below the folder.
  package init(of file: String, in folder: URL) async throws {
    let output = try await ExternalProgram.vipsheader.run(["-a", file], directory: folder)
    let pairs = output.split(separator: "\n").compactMap { line -> (Substring, Substring)? in
      line.firstRange(of: ": ").map { (line[..<$0.lowerBound], line[$0.upperBound...]) }
    }
    fields = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// The stored size, before the orientation is applied.
  package var size: PixelSize? {
    guard let width = number("width"), let height = number("height") else { return nil }
    return PixelSize(width: width, height: height)
  }

  /// The usual extension of its format, from the loader that libvips chose.
  package var fileExtension: String {
    switch fields["vips-loader"] {
    case "jpegload": "jpg"
    case "pngload": "png"
    case "tiffload": "tif"
    case "jp2kload": "jp2"
    case "webpload": "webp"
    case "gifload": "gif"
    default: "img"
    }
  }

  /// Whether it has no colours.
  package var isGrey: Bool { ["b-w", "grey16"].contains(fields["interpretation"]) }

  /// The type of its samples, such as `uchar` or `float`.
  package var sampleType: String { fields["format"].map(String.init) ?? "" }

  /// The plain picture; nil unless the file is upright and in plain colours.
  package var plain: ConversionRecipe.Plain? {
    guard let size, let bands = number("bands"), 1...4 ~= bands else { return nil }
    return ConversionRecipe.Plain(
      size: size, channels: bands < 3 ? 1 : 3,
      hadTransparency: bands.isMultiple(of: 2))
  }

  private func number(_ field: Substring) -> Int? { fields[field].flatMap { Int($0) } }
}
