import Support
package import Foundation
package import IIIF
import LoadGenerator

/// Downloads the full images of a manifest, one at a time and with pauses.
///
/// Fetched images are kept with their checksums, and an interrupted download resumes.
package struct ImageFetcher: Sendable {
  /// Progress of a download.
  package enum Event: Hashable, Sendable {
    /// The manifest has been read.
    case manifest(label: String, images: Int)
    /// Bytes of an image were received; `done` of `total` images are complete.
    case receiving(name: String, bytes: Int, done: Int, total: Int)
    /// A transfer failed and resumes at a byte.
    case resuming(name: String, at: Int, reason: String)
    /// A file has changed or is not an image, and is fetched again.
    case corrupt(name: String, reason: String)
    /// The server sent an image smaller than the manifest says.
    case smaller(name: String, declared: PixelSize, sent: PixelSize)
  }

  /// Consideration for the server.
  package struct Manners: Hashable, Sendable {
    /// The shortest time between the starts of two requests.
    package var interval: Duration
    /// Attempts for an image, failed transfers included.
    package var attempts: Int
    /// The pause after a failed transfer, doubled each time.
    package var pause: Duration

    /// Creates manners; the default is two requests a second.
    package init(
      interval: Duration = .milliseconds(500), attempts: Int = 5, pause: Duration = .seconds(2)
    ) {
      self.interval = interval
      self.attempts = attempts
      self.pause = pause
    }
  }

  /// The default number of images of a manifest.
  package static let standardCount = 25

  private let images: URL
  private let manners: Manners
  private let client = HTTPClient()
  private let report: @Sendable (Event) -> Void

  /// Creates a fetcher that keeps images below a folder of image sets.
  package init(
    images: URL, manners: Manners = Manners(),
    report: @escaping @Sendable (Event) -> Void = { _ in }
  ) {
    self.images = images
    self.manners = manners
    self.report = report
  }

  /// Fetches the first images of a manifest that are missing.
  ///
  /// - Parameters:
  ///   - source: The address of a manifest or the name of a ``NamedImageSet``.
  ///   - count: The number of images, from the first; nil for all.
  /// - Throws: ``FetchError``, ``DatasetError``, ``ExternalProgramError`` or `CancellationError`.
  package func fetch(_ source: String, count: Int? = nil) async throws -> FetchedImages {
    let address = try Self.manifestAddress(of: source)
    let root = root(of: address)
    let folder = root.appending(path: "master", directoryHint: .isDirectory)
    try writing(in: folder) {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    let spacing = RequestSpacing(interval: manners.interval)
    let manifest = try await manifest(at: address, folder: folder, spacing: spacing)
    report(.manifest(label: manifest.label, images: manifest.images.count))
    var record = FetchRecord(folder: folder)
    record.manifest = address
    record.label = manifest.label
    let wanted = manifest.images.prefix(count ?? manifest.images.count)
    var failures: [FetchError.Failure] = []
    var failuresInARow = 0
    for (index, image) in wanted.enumerated() {
      let name = Self.name(index)
      do {
        record.images[name] = try await ImageDownload(
          image: image, name: name, folder: folder, client: client, manners: manners,
          spacing: spacing
        ) { [report] event in
          report(event.with(done: index, total: wanted.count))
        }.image(known: record.images[name])
        try record.write(to: folder)
        failuresInARow = 0
      } catch let failure as FetchError.Failure {
        failures.append(failure)
        failuresInARow += 1
      }
      // A server that fails three times in a row is not asked again.
      if failuresInARow == 3 || (!failures.isEmpty && index == wanted.count - 1) {
        throw FetchError.images(
          manifest: address, failures, notTried: wanted.count - index - 1)
      }
    }
    return FetchedImages(
      root: root, folder: folder, label: manifest.label,
      files: wanted.indices.compactMap { record.images[Self.name($0)]?.file })
  }

  /// Whether a source is an address or a named set, not a folder.
  package static func isRemote(_ source: String) -> Bool {
    (try? manifestAddress(of: source)) != nil
  }

  private static func manifestAddress(of source: String) throws -> String {
    if let set = NamedImageSet.named(source) { return set.manifest }
    guard source.hasPrefix("http://") || source.hasPrefix("https://") else {
      throw FetchError.unknownSource(source)
    }
    return source
  }

  private static func name(_ index: Int) -> String {
    let digits = String(index + 1)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The folder of a manifest, named for the most specific part of its address.
  private func root(of address: String) -> URL {
    let parts = address.split(separator: "/").dropFirst().map { part in
      String(part.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
    let telling = parts.last { !$0.lowercased().hasPrefix("manifest") } ?? "manifest"
    let hash = SHA256.hexadecimal(of: address).prefix(8)
    return images.appending(
      path: "\(telling.prefix(40))-\(hash)", directoryHint: .isDirectory)
  }

  /// The manifest, which is fetched once, so that a set does not change.
  private func manifest(
    at address: String, folder: URL, spacing: RequestSpacing
  ) async throws -> PresentationManifest {
    let file = folder.appending(path: "manifest.json")
    if let kept = try? Data(contentsOf: file) {
      return try PresentationManifest(json: Array(kept), url: address)
    }
    try await spacing.wait()
    let response: HTTPResponse
    do {
      response = try await client.fetch(
        address,
        headers: [HeaderField(name: "Accept", value: "application/ld+json, application/json")],
        maximumRedirects: 5)
    } catch let error as HTTPClientError {
      throw FetchError.manifest(url: address, detail: error.reason)
    }
    guard response.status == 200 else {
      throw FetchError.manifest(url: address, detail: "status \(response.status)")
    }
    let manifest = try PresentationManifest(json: response.body, url: address)
    try writing(in: folder) { try Data(response.body).write(to: file, options: .atomic) }
    return manifest
  }
}

/// Images that have been fetched.
package struct FetchedImages: Hashable, Sendable {
  /// The folder of the set.
  package var root: URL
  /// The folder that holds the fetched images.
  package var folder: URL
  /// The manifest's label.
  package var label: String
  /// The files' names below ``folder``, in the order of the pages.
  package var files: [String]
}
