package import IIIFBench
import Support
package import Foundation
import IIIF

/// Provides the pictures of a run, sample pages or the user's own, in the formats that it needs.
package struct DatasetProvider: Sendable {
  /// The name of the sample pages as a source.
  package static let sample = "sample"
  /// The name of the two large sample pages as a source.
  package static let largeSample = "sample-large"

  /// Progress of the preparation of pictures.
  package enum Event: Hashable, Sendable {
    /// Files of the folder that are not pictures.
    case ignored([String])
    /// A sample page is being drawn; `done` of `total` are finished.
    case drawing(name: String, done: Int, total: Int)
    /// Images of a manifest are being fetched.
    case fetching(ImageFetcher.Event)
    /// Some images of a manifest could not be fetched; the others are used.
    case incomplete(FetchedImages)
    /// A picture is being converted; `done` of `total` are finished.
    case converting(name: String, done: Int, total: Int)
    /// A file of the cache has another content than the one that was made, and is made again.
    case damaged(path: String)
    /// Another process prepares the same pictures and is waited for.
    case waiting
  }

  private let cache: URL
  private let manners: ImageFetcher.Manners
  private let report: @Sendable (Event) -> Void

  /// Creates a provider that keeps its files below `CACHE/images`.
  package init(
    cache: URL, manners: ImageFetcher.Manners = .init(),
    report: @escaping @Sendable (Event) -> Void = { _ in }
  ) {
    self.cache = cache
    self.manners = manners
    self.report = report
  }

  /// The pictures of a source in some formats; missing files are made.
  ///
  /// - Parameters:
  ///   - source: ``sample``, ``largeSample``, the name of a dataset of ``ColouredSquares``, the address of a
  ///     manifest, the name of a ``NamedImageSet``, or the path of a folder.
  ///   - count: The number of pictures, from the first; nil for all.
  ///   - formats: The formats to make.
  ///   - output: The folder for the files instead of the cache; not inside the source.
  /// - Throws: ``DatasetError``, ``FetchError``, ``ExternalProgramError`` or `CancellationError`.
  package func dataset(
    source: String, count: Int?, formats: [SourceFormat], output: URL? = nil
  ) async throws -> Dataset {
    if let count, count < 1 { throw DatasetError.count(count) }
    let lock = try await lock(of: output?.path ?? source)
    defer { lock?.release() }
    var pictures: Pictures
    if source == Self.sample || source == Self.largeSample {
      pictures = try await sample(count: count, large: source == Self.largeSample)
    } else if let squares = ColouredSquares.all.first(where: { $0.datasetName == source }) {
      pictures = try picture(of: squares)
    } else if ImageFetcher.isRemote(source) {
      pictures = try await fetched(source, count: count)
    } else {
      let folder = URL(filePath: source, directoryHint: .isDirectory).standardizedFileURL
      pictures = try folderPictures(folder, count: count)
    }
    if let output { pictures.root = output }
    return try await convert(pictures, to: formats)
  }

  /// Fetches the images of a manifest without converting them.
  ///
  /// - Parameters:
  ///   - source: The address of a manifest or the name of a ``NamedImageSet``.
  ///   - count: The number of images, from the first; nil for all.
  /// - Throws: ``DatasetError``, ``FetchError``, ``ExternalProgramError`` or `CancellationError`.
  package func images(of source: String, count: Int?) async throws -> FetchedImages {
    if let count, count < 1 { throw DatasetError.count(count) }
    let lock = try await lock(of: source)
    defer { lock?.release() }
    return try await fetchedImages(of: source, count: count)
  }

  private func fetchedImages(of source: String, count: Int?) async throws -> FetchedImages {
    try await ImageFetcher(images: images, manners: manners) { report(.fetching($0)) }
      .fetch(source, count: count)
  }

  /// The folder for the pictures of a source.
  package func root(ofFolder folder: URL) -> URL {
    let path = folder.standardizedFileURL.path(percentEncoded: false)
    let plain = path.hasSuffix("/") ? String(path.dropLast()) : path
    let hash = SHA256.hexadecimal(of: plain).prefix(8)
    return images.appending(
      path: "\(folder.lastPathComponent)-\(hash)", directoryHint: .isDirectory)
  }

  private var images: URL { cache.appending(path: "images", directoryHint: .isDirectory) }

  /// The lock on the pictures of a source, so that two runs do not make them at the same time; nil if
  /// the cache is read-only, where all pictures must be there.
  private func lock(of source: String) async throws -> FileLock? {
    let folder = images.appending(path: ".locks", directoryHint: .isDirectory)
    guard
      (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true))
        != nil
    else { return nil }
    let name = SHA256.hexadecimal(of: source).prefix(16)
    return try await FileLock.waiting(for: folder.appending(path: String(name))) {
      report(.waiting)
    }
  }

  /// Pictures before their conversion.
  private struct Pictures {
    var name: String
    var root: URL
    var folder: URL
    var sources: [ImageConverter.Source]
  }

  private func sample(count: Int?, large: Bool) async throws -> Pictures {
    let name = large ? Self.largeSample : Self.sample
    let root = images.appending(path: name, directoryHint: .isDirectory)
    let folder = root.appending(path: "master", directoryHint: .isDirectory)
    let all = large ? SampleImages.largePageCount : SampleImages.pageCount
    let pages = try await SampleImages(folder: folder, count: count ?? all, large: large).make {
      report(.drawing(name: $0, done: $1, total: $2))
    }
    return Pictures(
      name: name, root: root, folder: folder,
      sources: pages.map { page in
        .init(name: page.name, path: page.file.lastPathComponent, file: page.file)
      })
  }

  private func picture(of squares: ColouredSquares) throws -> Pictures {
    let root = images.appending(path: squares.datasetName, directoryHint: .isDirectory)
    let folder = root.appending(path: "master", directoryHint: .isDirectory)
    let file = folder.appending(path: "\(squares.name).ppm")
    let content = Data(squares.file)
    // An existing file keeps its date, by which conversions recognise it.
    if (try? Data(contentsOf: file)) != content {
      try writing(in: folder) {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try content.write(to: file, options: .atomic)
      }
    }
    return Pictures(
      name: squares.datasetName, root: root, folder: folder,
      sources: [
        .init(name: squares.name, path: file.lastPathComponent, file: file)
      ])
  }

  private func fetched(_ source: String, count: Int?) async throws -> Pictures {
    let set = try await fetchedImages(of: source, count: count)
    if !set.failures.isEmpty { report(.incomplete(set)) }
    let names = ImageFolder.names(of: set.files)
    return Pictures(
      name: source, root: set.root, folder: set.folder,
      sources: zip(names, set.files).map { name, file in
        .init(name: name, path: file, file: set.folder.appending(path: file))
      })
  }

  private func folderPictures(_ folder: URL, count: Int?) throws -> Pictures {
    let listing = try ImageFolder(folder)
    if !listing.ignored.isEmpty { report(.ignored(listing.ignored)) }
    return Pictures(
      name: folder.path(percentEncoded: false), root: root(ofFolder: folder), folder: folder,
      sources: listing.entries.prefix(count ?? listing.entries.count).map { entry in
        .init(name: entry.name, path: entry.path, file: entry.url)
      })
  }

  private func convert(_ pictures: Pictures, to formats: [SourceFormat]) async throws -> Dataset {
    let catalogue = try await ImageConverter(root: pictures.root).convert(
      pictures.sources, to: formats, folder: pictures.folder,
      damaged: { report(.damaged(path: $0)) }
    ) { report(.converting(name: $0, done: $1, total: $2)) }
    let entries = pictures.sources.compactMap { catalogue.pictures[$0.name] }
    return Dataset(
      name: pictures.name, root: pictures.root,
      images: zip(pictures.sources, entries).enumerated().map { index, pair in
        SourceImage(index: index, name: pair.0.name, size: pair.1.size)
      },
      files: entries.flatMap { entry in formats.compactMap { entry.files[$0.name]?.file } })
  }
}
