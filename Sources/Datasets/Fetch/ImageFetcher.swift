import Support
package import Foundation
package import IIIF
package import IIIFBench
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
    /// The image service does not provide the full size; the image of another address was fetched.
    case substitute(name: String, url: String, size: PixelSize)
    /// The server asks to wait before the next request for the manifest.
    case waiting(url: String, seconds: Int, reason: String)
  }

  /// Consideration for the server.
  package struct Manners: Hashable, Sendable {
    /// The shortest time between the starts of two requests.
    package var interval: Duration
    /// Attempts for an image, failed transfers included.
    package var attempts: Int
    /// The pause after a failed transfer, doubled each time.
    package var pause: Duration
    /// The longest pause that a server can ask for.
    package var longestWait: Duration
    /// Whether a public manifest may name images at private addresses.
    package var allowsPrivateAddresses: Bool

    /// Creates manners; the default is two requests a second.
    package init(
      interval: Duration = .milliseconds(500), attempts: Int = 5, pause: Duration = .seconds(2),
      longestWait: Duration = .seconds(600), allowsPrivateAddresses: Bool = false
    ) {
      self.interval = interval
      self.attempts = attempts
      self.pause = pause
      self.longestWait = longestWait
      self.allowsPrivateAddresses = allowsPrivateAddresses
    }

    /// The bound of ``interval`` in seconds.
    package static let intervalBound = Bound("interval", 0.0...3600)
  }

  /// The default number of images of a manifest.
  package static let standardCount = 25

  private let images: URL
  private let manners: Manners
  private let client = HTTPClient(decodesContent: true)
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

  /// The most images in a row that cannot be fetched before the fetch ends: those of a server that
  /// does not answer, and those that replace others.
  private static let failuresInARow = (unanswered: 3, replacing: 25)

  /// Fetches the first images of a manifest that are missing.
  ///
  /// Images that the server refuses are passed over; later ones replace them up to the number.
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
    let client = try await client(forManifest: address)
    let wanted = min(count ?? manifest.images.count, manifest.images.count)
    var set = FetchedImages(root: root, folder: folder, label: manifest.label)
    var inARow = (unanswered: 0, failed: 0)
    for (index, image) in manifest.images.enumerated() where set.files.count < wanted {
      let name = Self.name(index)
      do {
        let done = set.files.count
        let fetched = try await ImageDownload(
          image: image, name: name, folder: folder, client: client, manners: manners,
          spacing: spacing
        ) { [report] event in
          report(event.with(done: done, total: wanted))
        }.image(known: record.images[name])
        record.images[name] = fetched
        try record.write(to: folder)
        set.files.append(fetched.file)
        inARow = (0, 0)
      } catch let failure as FetchError.Failure {
        set.failures.append(failure)
        inARow = (failure.isRefusal ? 0 : inARow.unanswered + 1, inARow.failed + 1)
      }
      if inARow.unanswered == Self.failuresInARow.unanswered
        || (index >= wanted && inARow.failed >= Self.failuresInARow.replacing)
      {
        set.notTried = max(0, wanted - index - 1)
        break
      }
    }
    guard !set.files.isEmpty else {
      throw FetchError.images(manifest: address, set.failures, notTried: set.notTried)
    }
    return set
  }

  /// The client for the images of a manifest.
  ///
  /// A manifest of a public server cannot make this program request private addresses.
  private func client(forManifest address: String) async throws -> HTTPClient {
    var client = client
    client.refusesPrivateAddresses =
      if manners.allowsPrivateAddresses {
        false
      } else {
        try await !HTTPClient.leadsToPrivateAddress(address)
      }
    return client
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
    let response = try await response(of: address, spacing: spacing)
    let manifest = try PresentationManifest(json: response.body, url: address)
    try writing(in: folder) { try Data(response.body).write(to: file, options: .atomic) }
    return manifest
  }

  private func response(of address: String, spacing: RequestSpacing) async throws -> HTTPResponse {
    var retries = Retries(manners)
    while true {
      let failure: Retries.Failure
      do {
        try await spacing.wait()
        let response = try await client.fetch(
          address,
          headers: [HeaderField(name: "Accept", value: "application/ld+json, application/json")],
          maximumRedirects: 5)
        if response.status == 200 { return response }
        failure = Retries.Failure(
          status: response.status,
          retryAfter: RetryAfter.seconds(in: response.value(ofField: "Retry-After")))
      } catch let error as HTTPClientError {
        failure = Retries.Failure(error)
      }
      // Only a server that asks for it is asked again, since a user waits for an answer.
      guard failure.retryAfter != nil, let wait = retries.wait(after: failure) else {
        throw FetchError.manifest(url: address, detail: failure.reason)
      }
      report(.waiting(url: address, seconds: failure.retryAfter ?? 0, reason: failure.reason))
      try await Task.sleep(for: wait)
    }
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
  package var files: [String] = []
  /// The images that could not be fetched.
  package var failures: [FetchError.Failure] = []
  /// Images that were not tried after the failures.
  package var notTried = 0
}
