import Configuration
import Datasets
import ArgumentParser
import Foundation
import IIIFBench
import Support

/// `iiif-bench images`: manages the images of runs.
struct ImagesCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "images", abstract: "Create, fetch, convert and list images for runs.",
      subcommands: [
        ImagesSample.self, ImagesFetch.self, ImagesConvert.self, ImagesShow.self,
      ])
  }
}

/// The formats of an `images` command.
struct FormatOptions: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: """
      A source format, such as jpeg-q85 or jp2-10x, or jpeg-ladder for JPEG with qualities from 75 \
      to 100; repeatable. Default: all common formats.
      """,
    completion: .formats)
  var names: [String] = []

  /// The formats.
  ///
  /// - Throws: ``SelectionError`` for an unknown name.
  func formats() throws -> [SourceFormat] {
    names.isEmpty ? SourceFormat.common : try SourceFormat.named(names)
  }
}

private struct ImagesSample: LoggedCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sample", abstract: "Create the sample pages.")
  }

  @Option(help: "The number of pages, from the first.") var count: Int?
  @Flag(help: "Create the two large pages of about 10,000 px instead.") var large = false
  @OptionGroup var formatOptions: FormatOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var folders: Folders

  mutating func run() async throws {
    try Study.Bounds.count.check(count)
    try await show(
      large ? DatasetProvider.largeSample : DatasetProvider.sample, count: count,
      formats: formatOptions.formats(), progress: progress, folders: folders)
  }
}

private struct ImagesFetch: LoggedCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "fetch",
      abstract:
        "Download the full images of a manifest; interrupted downloads are resumed.")
  }

  @Argument(help: "The address of a Presentation API 2 or 3 manifest, or the name of a set.")
  var manifest: String
  @Option(help: "The number of images, from the first.") var count = ImageFetcher.standardCount
  @Option(help: "The minimum time between two requests, in seconds.") var interval = 0.5
  @Flag(help: "Fetch images at private addresses, too, that a public manifest names.")
  var allowPrivate = false
  @OptionGroup var connection: ConnectionFlags
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var folders: Folders

  mutating func run() async throws {
    try Study.Bounds.count.check(count)
    if let error = BoundError(
      [ImageFetcher.Manners.intervalBound.problem(of: interval)].compactMap(\.self))
    {
      throw error
    }
    guard ImageFetcher.isRemote(manifest) else {
      throw SelectionError.unknown(
        "manifest", manifest, known: NamedImageSet.all.map(\.name) + ["http://…", "https://…"])
    }
    let display = progress.display()
    let set = try await display.whileShown {
      try await connection.applied {
        try await RunImages(cache: folders.cacheFolder).images(
          of: manifest, count: count,
          manners: .init(
            interval: .seconds(interval), allowsPrivateAddresses: allowPrivate),
          observer: display)
      }
    }
    print("\(set.files.count) images in \(set.folder.path)")
    guard set.failures.isEmpty else {
      throw CommandFailure(
        "\(set.incompleteness); fetched images are kept, run again to try the others:"
          + FetchError.list(set.failures), status: .failed)
    }
  }
}

private struct ImagesConvert: LoggedCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "convert",
      abstract: "Convert a folder of images; sources are never changed, existing files are kept.")
  }

  @Argument(help: "The folder with the images.", completion: .directory) var folder: String
  @Option(help: "The folder for the files, instead of the cache.", completion: .directory)
  var to: String?
  @Option(help: "The number of images, from the first.") var count: Int?
  @OptionGroup var formatOptions: FormatOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var folders: Folders

  mutating func run() async throws {
    try Study.Bounds.count.check(count)
    try await show(
      folder, count: count, formats: formatOptions.formats(), progress: progress, folders: folders,
      output: to.map { URL(filePath: $0, directoryHint: .isDirectory) })
  }
}

private struct ImagesShow: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show", abstract: "List the pictures in the cache and their formats.")
  }

  @OptionGroup var folders: Folders

  func run() throws {
    for set in ImageInventory(cache: folders.cacheFolder).sets {
      print("\(set.name): \(set.pictures) pictures in \(set.folder.path)")
      if let manifest = set.manifest { print("  from \(VisibleText.of(manifest))") }
      for files in set.formats {
        print("  \(files.format.name): \(files.count) files, \(files.bytes / 1024) KiB")
      }
    }
  }
}

/// Creates the pictures of a source and prints their folder.
private func show(
  _ source: String, count: Int?, formats: [SourceFormat], progress: ProgressOptions,
  folders: Folders, output: URL? = nil
) async throws {
  let display = progress.display()
  let dataset = try await display.whileShown {
    try await RunImages(cache: folders.cacheFolder).dataset(
      source: source, count: count, formats: formats, output: output, observer: display)
  }
  print("\(dataset.images.count) pictures, \(dataset.files.count) files in \(dataset.root.path)")
}
