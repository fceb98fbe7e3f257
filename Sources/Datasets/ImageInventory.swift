import IIIF
package import IIIFBench
package import Foundation

/// A list of the pictures in a cache.
package struct ImageInventory: Hashable, Sendable {
  /// Files of one format.
  package struct Files: Hashable, Sendable {
    /// The format.
    package var format: SourceFormat
    /// Their number.
    package var count: Int
    /// Their total length in bytes.
    package var bytes: Int
  }

  /// The pictures of one source.
  package struct ImageSet: Hashable, Sendable {
    /// The name of its folder.
    package var name: String
    /// Its folder.
    package var folder: URL
    /// The number of its pictures.
    package var pictures: Int
    /// Its files by format, in the order of the formats' names.
    package var formats: [Files]
    /// The address of its manifest; nil if it was not fetched.
    package var manifest: String?
  }

  /// The sets, in the order of their names.
  package let sets: [ImageSet]

  /// Reads the catalogues below `CACHE/images`; empty without a cache.
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
