import Support
package import IIIFBench
package import Foundation
package import IIIF

/// What is kept of a dataset's pictures: `catalogue.json` beside the files.
package struct ImageCatalogue: Codable, Hashable, Sendable {
  /// The catalogue's file name.
  package static let fileName = "catalogue.json"

  /// A picture and the files that were made of it.
  package struct Picture: Codable, Hashable, Sendable {
    /// The file that it comes from.
    package var source: Source
    /// Its size, upright.
    package var size: PixelSize
    /// Channels of colour: 1 is grey, 3 is sRGB.
    package var channels: Int
    /// Whether the source had transparency, which was laid on white.
    package var hadTransparency: Bool
    /// Bits a channel.
    package var bitDepth: Int
    /// Its files, by format name.
    package var files: [String: File]

    package var plain: ConversionRecipe.Plain {
      ConversionRecipe.Plain(size: size, channels: channels, hadTransparency: hadTransparency)
    }
  }

  /// The file that a picture comes from, as it was when it was read.
  package struct Source: Codable, Hashable, Sendable {
    /// Its path below the folder of sources.
    package var path: String
    /// Its length in bytes.
    package var bytes: Int
    /// When it was last changed, in seconds since 1970.
    package var modified: Double
  }

  /// A file and how its pixels lie in it.
  package struct File: Codable, Hashable, Sendable {
    /// The file.
    package var file: ImageFile
    /// How its pixels lie in it: strips, tiles, resolutions.
    package var layout: String
  }

  /// The pictures, by name.
  package var pictures: [String: Picture]

  /// Creates a catalogue.
  package init(pictures: [String: Picture] = [:]) {
    self.pictures = pictures
  }

  /// Reads the catalogue of a dataset's folder; empty when there is none that can be read, since
  /// everything in it can be made again.
  package init(folder: URL) {
    let content = try? Data(contentsOf: folder.appending(path: Self.fileName))
    self = content.flatMap { try? JSONDecoder().decode(Self.self, from: $0) } ?? Self()
  }

  /// Writes the catalogue into a dataset's folder, at once or not at all.
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
  /// The state of a file; nil when it cannot be read.
  package init?(path: String, file: URL) {
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: file.resolvingSymlinksInPath().path(percentEncoded: false))
    guard let bytes = attributes?[.size] as? Int,
      let modified = attributes?[.modificationDate] as? Date
    else { return nil }
    self.init(path: path, bytes: bytes, modified: modified.timeIntervalSince1970)
  }
}
