import Support
package import IIIFBench
package import Foundation
package import IIIF

/// The record of a dataset's pictures: `catalogue.json` beside the files.
package struct ImageCatalogue: Codable, Hashable, Sendable {
  /// The catalogue's file name.
  package static let fileName = "catalogue.json"

  /// A picture and the files made from it.
  package struct Picture: Codable, Hashable, Sendable {
    /// Its source file.
    package var source: Source
    /// Its size, upright.
    package var size: PixelSize
    /// Colour channels: 1 for grey, 3 for sRGB.
    package var channels: Int
    /// Whether the source had transparency, which is flattened onto white.
    package var hadTransparency: Bool
    /// Bits per channel.
    package var bitDepth: Int
    /// Its files, by format name.
    package var files: [String: File]

    package var plain: ConversionRecipe.Plain {
      ConversionRecipe.Plain(size: size, channels: channels, hadTransparency: hadTransparency)
    }
  }

  /// A picture's source file as it was when it was read.
  package struct Source: Codable, Hashable, Sendable {
    /// Its path below the folder of sources.
    package var path: String
    /// Its length in bytes.
    package var bytes: Int
    /// The time of its last change, in seconds since 1970.
    package var modified: Double
  }

  /// A file and its layout of pixels.
  package struct File: Codable, Hashable, Sendable {
    /// The file.
    package var file: ImageFile
    /// The layout of its pixels: strips, tiles, resolutions.
    package var layout: String
  }

  /// The pictures, by name.
  package var pictures: [String: Picture]

  /// Creates a catalogue.
  package init(pictures: [String: Picture] = [:]) {
    self.pictures = pictures
  }

  /// Reads the catalogue of a dataset's folder; empty if there is none, because all of it can be
  /// made again.
  package init(folder: URL) {
    let content = try? Data(contentsOf: folder.appending(path: Self.fileName))
    self = content.flatMap { try? JSONDecoder().decode(Self.self, from: $0) } ?? Self()
  }

  /// Writes the catalogue into a dataset's folder atomically.
  package func write(to folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let content = try encoder.encode(self)
    try writing(in: folder) {
      try content.write(to: folder.appending(path: Self.fileName), options: .atomic)
    }
  }
}

extension ImageCatalogue.Source {
  /// The state of a file; nil if it cannot be read.
  package init?(path: String, file: URL) {
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: file.resolvingSymlinksInPath().path(percentEncoded: false))
    guard let bytes = attributes?[.size] as? Int,
      let modified = attributes?[.modificationDate] as? Date
    else { return nil }
    self.init(path: path, bytes: bytes, modified: modified.timeIntervalSince1970)
  }
}
