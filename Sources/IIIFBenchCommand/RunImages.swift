import Datasets
import Measuring
import Foundation
import IIIFBench

/// The pictures of a command.
struct RunImages: Sendable {
  var cache: URL

  /// The pictures of a study in those formats that at least one server reads.
  func dataset(
    for study: Study, servers: [PlannedServer], observer: any RunObserver
  ) async throws -> Dataset {
    let families = Set(servers.flatMap(\.descriptor.sources))
    return try await dataset(
      source: study.images.source, count: study.images.count,
      formats: study.formats.filter { families.contains($0.family) }, observer: observer)
  }

  /// The pictures of a source in some formats; creates missing files.
  func dataset(
    source: String, count: Int?, formats: [SourceFormat], output: URL? = nil,
    observer: any RunObserver
  ) async throws -> Dataset {
    try await provider(ImageFetcher.Manners(), observer).dataset(
      source: source, count: count, formats: formats, output: output)
  }

  /// The downloaded images of a manifest.
  func images(
    of manifest: String, count: Int?, manners: ImageFetcher.Manners, observer: any RunObserver
  ) async throws -> FetchedImages {
    try await provider(manners, observer).images(of: manifest, count: count)
  }

  private func provider(
    _ manners: ImageFetcher.Manners, _ observer: any RunObserver
  ) -> DatasetProvider {
    DatasetProvider(cache: cache, manners: manners) { observer.observe($0.runEvent) }
  }

  /// The image folder for a server with a layout.
  static func folder(of dataset: Dataset, layout: IdentifierRule.Layout) throws -> URL {
    switch layout {
    case .tree: dataset.root
    case .flat: try dataset.makeFlatView()
    }
  }
}

extension DatasetProvider.Event {
  fileprivate var runEvent: RunEvent {
    switch self {
    case .ignored(let files):
      .warning("ignored files that are not pictures: \(files.joined(separator: ", "))")
    case .drawing(let name, let done, let total):
      .advancing("drawing \(name)", detail: "", done: done, total: total)
    case .converting(let name, let done, let total):
      .advancing("converting \(name)", detail: "", done: done, total: total)
    case .fetching(let event): event.runEvent
    case .incomplete(let set):
      .warning(
        "\(set.incompleteness); the other \(set.files.count) are used:"
          + FetchError.list(set.failures))
    case .damaged(let path):
      .warning("\(path) in the cache had changed, by a server or a crash; it is made again")
    case .waiting: .preparing("waiting for another run that prepares the same pictures")
    }
  }
}

extension FetchedImages {
  /// The number of images that could not be fetched.
  var incompleteness: String {
    "\(failures.count) image\(failures.count == 1 ? "" : "s") of \(label) could not be fetched"
      + (notTried == 0 ? "" : ", and \(notTried) more were not tried")
  }
}

extension ImageFetcher.Event {
  fileprivate var runEvent: RunEvent {
    switch self {
    case .manifest(let label, let images):
      .preparing("\(label): \(images) images")
    case .receiving(let name, let bytes, let done, let total):
      .advancing("fetching \(name)", detail: "\(bytes / 1024) KiB", done: done, total: total)
    case .resuming(let name, let offset, let reason):
      .warning("\(name): \(reason); resuming at byte \(offset)")
    case .corrupt(let name, let reason):
      .warning("\(name): \(reason); downloading it again")
    case .smaller(let name, let declared, let sent):
      .warning("\(name): the server sent \(sent), the manifest says \(declared)")
    case .substitute(let name, let url, let size):
      .warning("\(name): its service does not provide the full size; fetched \(size) from \(url)")
    case .waiting(let url, let seconds, let reason):
      .warning("\(url): \(reason); the server asks to wait \(seconds) s")
    }
  }
}
