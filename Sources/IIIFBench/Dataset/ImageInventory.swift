public import Foundation

/// What is kept of pictures in a cache, for lists.
public struct ImageInventory: Hashable, Sendable {
  /// Files of one format.
  public struct Files: Hashable, Sendable {
    /// The format.
    public var format: SourceFormat
    /// How many there are.
    public var count: Int
    /// Their length together.
    public var bytes: Int
  }

  /// The pictures of one source.
  public struct ImageSet: Hashable, Sendable {
    /// The name of its folder.
    public var name: String
    /// Its folder.
    public var folder: URL
    /// How many pictures it has.
    public var pictures: Int
    /// Its files by format, in the order of the formats' names.
    public var formats: [Files]
    /// The address of the manifest that it was fetched from, if it was.
    public var manifest: String?
  }

  /// The sets, in the order of their names.
  public let sets: [ImageSet]

  /// Reads the catalogues below `CACHE/images`; a cache that is not there holds nothing.
  public init(cache: URL) {
    let images = cache.appending(path: "images", directoryHint: .isDirectory)
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: images.path(percentEncoded: false))
    sets = (names ?? []).filter { !$0.hasPrefix(".") }.sorted().map { name in
      Self.set(name, in: images.appending(path: name, directoryHint: .isDirectory))
    }
  }

  private static func set(_ name: String, in folder: URL) -> ImageSet {
    let catalogue = ImageCatalogue(folder: folder)
    let files = catalogue.pictures.values.flatMap { $0.files.values.map(\.file) }
    let formats = Dictionary(grouping: files, by: \.format).map { format, files in
      Files(format: format, count: files.count, bytes: files.reduce(0) { $0 + $1.bytes })
    }
    let manifest = FetchRecord(folder: folder.appending(path: "master")).manifest
    return ImageSet(
      name: name, folder: folder, pictures: catalogue.pictures.count,
      formats: formats.sorted { $0.format.name < $1.format.name },
      manifest: manifest.isEmpty ? nil : manifest)
  }
}
