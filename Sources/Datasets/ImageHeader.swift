import ChildProcess
package import Foundation
package import IIIF

/// What `vipsheader` tells of a file.
package struct ImageHeader {
  private var fields: [Substring: Substring]

  /// Reads the header of a file; a path that is not absolute is one below the folder.
  package init(of file: String, in folder: URL) async throws {
    let output = try await ExternalProgram.vipsheader.run(["-a", file], directory: folder)
    let pairs = output.split(separator: "\n").compactMap { line -> (Substring, Substring)? in
      line.firstRange(of: ": ").map { (line[..<$0.lowerBound], line[$0.upperBound...]) }
    }
    fields = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// The size as it is stored.
  package var size: PixelSize? {
    guard let width = number("width"), let height = number("height") else { return nil }
    return PixelSize(width: width, height: height)
  }

  /// The extension that files of its format have, told by the loader that libvips chose.
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

  /// The picture, if it is upright and in plain colours.
  package var plain: ConversionRecipe.Plain? {
    guard let size, let bands = number("bands"), 1...4 ~= bands else { return nil }
    return ConversionRecipe.Plain(
      size: size, channels: bands < 3 ? 1 : 3,
      hadTransparency: bands.isMultiple(of: 2))
  }

  private func number(_ field: Substring) -> Int? { fields[field].flatMap { Int($0) } }
}
