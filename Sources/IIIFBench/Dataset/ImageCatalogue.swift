public import Foundation
public import IIIF

/// What is kept of a dataset's pictures: `catalogue.json` beside the files.
public struct ImageCatalogue: Codable, Hashable, Sendable {
  /// The catalogue's file name.
  public static let fileName = "catalogue.json"

  /// A picture and the files that were made of it.
  public struct Picture: Codable, Hashable, Sendable {
    /// The file that it comes from.
    public var source: Source
    /// Its size, upright.
    public var size: PixelSize
    /// Channels of colour: 1 is grey, 3 is sRGB.
    public var channels: Int
    /// Whether the source had transparency, which was laid on white.
    public var hadTransparency: Bool
    /// Bits a channel.
    public var bitDepth: Int
    /// Its files, by format name.
    public var files: [String: File]

    var plain: ConversionRecipe.Plain {
      ConversionRecipe.Plain(size: size, channels: channels, hadTransparency: hadTransparency)
    }
  }

  /// The file that a picture comes from, as it was when it was read.
  public struct Source: Codable, Hashable, Sendable {
    /// Its path below the folder of sources.
    public var path: String
    /// Its length in bytes.
    public var bytes: Int
    /// When it was last changed, in seconds since 1970.
    public var modified: Double
  }

  /// A file and how its pixels lie in it.
  public struct File: Codable, Hashable, Sendable {
    /// The file.
    public var file: ImageFile
    /// How its pixels lie in it: strips, tiles, resolutions.
    public var layout: String
  }

  /// The pictures, by name.
  public var pictures: [String: Picture]

  /// Creates a catalogue.
  public init(pictures: [String: Picture] = [:]) {
    self.pictures = pictures
  }

  /// Reads the catalogue of a dataset's folder; empty when there is none that can be read, since
  /// everything in it can be made again.
  public init(folder: URL) {
    let content = try? Data(contentsOf: folder.appending(path: Self.fileName))
    self = content.flatMap { try? JSONDecoder().decode(Self.self, from: $0) } ?? Self()
  }

  /// Writes the catalogue into a dataset's folder, at once or not at all.
  public func write(to folder: URL) throws {
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
  init?(path: String, file: URL) {
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: file.resolvingSymlinksInPath().path(percentEncoded: false))
    guard let bytes = attributes?[.size] as? Int,
      let modified = attributes?[.modificationDate] as? Date
    else { return nil }
    self.init(path: path, bytes: bytes, modified: modified.timeIntervalSince1970)
  }
}
