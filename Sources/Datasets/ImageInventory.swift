import IIIF
package import IIIFBench
package import Foundation

/// What is kept of pictures in a cache, for lists.
package struct ImageInventory: Hashable, Sendable {
  /// Files of one format.
  package struct Files: Hashable, Sendable {
    /// The format.
    package var format: SourceFormat
    /// How many there are.
    package var count: Int
    /// Their length together.
    package var bytes: Int
  }

  /// The pictures of one source.
  package struct ImageSet: Hashable, Sendable {
    /// The name of its folder.
    package var name: String
    /// Its folder.
    package var folder: URL
    /// How many pictures it has.
    package var pictures: Int
    /// Its files by format, in the order of the formats' names.
    package var formats: [Files]
    /// The address of the manifest that it was fetched from, if it was.
    package var manifest: String?
  }

  /// The sets, in the order of their names.
  package let sets: [ImageSet]

  /// Reads the catalogues below `CACHE/images`; a cache that is not there holds nothing.
  package init(cache: URL) {
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
