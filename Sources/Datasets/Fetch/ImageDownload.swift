import ChildProcess
import Support
package import Foundation
import IIIF
package import LoadGenerator

/// The download of one image of a manifest.
package struct ImageDownload {
  /// Progress, to which ``ImageFetcher`` adds the number of complete images.
  package enum Event: Sendable {
    case receiving(name: String, bytes: Int)
    case other(ImageFetcher.Event)

    package func with(done: Int, total: Int) -> ImageFetcher.Event {
      switch self {
      case .receiving(let name, let bytes):
        .receiving(name: name, bytes: bytes, done: done, total: total)
      case .other(let event): event
      }
    }
  }

  package let image: PresentationManifest.Image
  package let name: String
  package let folder: URL
  package let client: HTTPClient
  package let manners: ImageFetcher.Manners
  package let spacing: RequestSpacing
  package let report: @Sendable (Event) -> Void

  /// The image: the existing one if its checksum matches, otherwise a new one.
  ///
  /// - Throws: `FetchError.Failure`.
  package func image(known: FetchRecord.Image?) async throws -> FetchRecord.Image {
    if let known {
      let file = folder.appending(path: known.file)
      if FileManager.default.fileExists(atPath: file.path) {
        if try await SHA256.hexadecimal(of: file) == known.sha256 { return known }
        report(
          .other(.corrupt(name: name, reason: "the file is not the one that was fetched")))
      }
    }
    var candidates = image.service?.fullAddresses ?? []
    var fallbacks: [Fallback] = image.service.map { [.sizes($0)] } ?? []
    if let own = image.ownAddress { fallbacks.append(.own(own)) }
    var failure: FetchError.Failure?
    var isFallback = image.service == nil
    while true {
      if candidates.isEmpty {
        guard !fallbacks.isEmpty else { throw failure ?? failed(image.address, "no address") }
        let fallback = fallbacks.removeFirst()
        candidates = try await addresses(of: fallback)
        isFallback = image.service != nil
        continue
      }
      let url = candidates.removeFirst()
      do {
        let fetched = try await fetched(from: url)
        reportSize(of: fetched, isFallback: isFallback)
        return fetched
      } catch let error as Refused {
        // The first refusal tells most; the others are of less usual addresses.
        failure =
          failure
          ?? FetchError.Failure(name: name, url: url, detail: error.detail, isRefusal: true)
      }
    }
  }

  /// Where an image is looked for when its service does not provide the full size.
  private enum Fallback {
    case sizes(ImageService)
    case own(String)
  }

  /// A server's answer that says that there is no image at an address.
  private struct Refused: Error {
    var detail: String
  }

  private func addresses(of fallback: Fallback) async throws -> [String] {
    switch fallback {
    case .own(let address): return [address]
    case .sizes(let service):
      if !service.sizes.isEmpty { return service.addresses(ofLargest: service.sizes) }
      try await spacing.wait()
      guard let answer = try? await client.fetch(service.base + "/info.json", maximumRedirects: 5),
        answer.status == 200, let information = try? ImageInformation(json: answer.body)
      else { return [] }
      return service.addresses(ofLargest: information.sizes)
    }
  }

  private func reportSize(of fetched: FetchRecord.Image, isFallback: Bool) {
    if isFallback {
      report(.other(.substitute(name: name, url: fetched.url, size: fetched.size)))
    } else if let declared = image.size, fetched.size.width < declared.width {
      report(.other(.smaller(name: name, declared: declared, sent: fetched.size)))
    }
  }

  /// The image of an address; a file that is not an image is fetched twice, since a resumed file may
  /// mix two versions.
  ///
  /// - Throws: ``Refused`` if there is no image, or `FetchError.Failure` if the server fails.
  private func fetched(from url: String) async throws -> FetchRecord.Image {
    var outcome = try await fetchOnce(url)
    if case .failure(let reason) = outcome {
      report(.other(.corrupt(name: name, reason: reason)))
      outcome = try await fetchOnce(url)
    }
    switch outcome {
    case .success(let image): return image
    case .failure(let reason): throw Refused(detail: reason)
    }
  }

  /// A fetched image, or the reason why the fetched file is not one.
  private enum Outcome {
    case success(FetchRecord.Image)
    case failure(String)
  }

  private func fetchOnce(_ url: String) async throws -> Outcome {
    let download = PartialDownload(folder: folder, name: name)
    try await receive(download, from: url)
    let (bytes, mediaType) = (download.bytes, download.resumption?.mediaType)
    do {
      let header = try await decodedHeader(of: download.part)
      let size = header.size ?? PixelSize(width: 0, height: 0)
      let file = "\(name).\(header.fileExtension)"
      try writing(in: folder) { try download.finish(as: folder.appending(path: file)) }
      return .success(
        FetchRecord.Image(
          file: file, url: url, bytes: bytes,
          sha256: try await SHA256.hexadecimal(of: folder.appending(path: file)), size: size))
    } catch ExternalProgramError.failed(_, let how, let lastLines) {
      download.discard()
      let detail = lastLines.isEmpty ? how : lastLines.joined(separator: "; ")
      let kind = mediaType.map { " of \($0)" } ?? ""
      return .failure("\(bytes) bytes\(kind) that are not a complete image: \(detail)")
    }
  }

  /// Receives the file within the allowed attempts.
  private func receive(_ download: PartialDownload, from url: String) async throws {
    var retries = Retries(manners)
    while true {
      let failure: Retries.Failure
      do {
        try await spacing.wait()
        try await download.advance(from: url, client: client) { [report, name] bytes in
          report(.receiving(name: name, bytes: bytes))
        }
        return
      } catch let error as HTTPClientError {
        failure = Retries.Failure(error)
      } catch PartialDownload.Refusal.status(let status, let retryAfter) {
        failure = Retries.Failure(status: status, retryAfter: retryAfter)
        if failure.isRefusal { throw Refused(detail: failure.reason) }
      } catch let error as CocoaError {
        throw UnwritableFolder(
          folder: folder.path(percentEncoded: false), detail: systemMessage(of: error))
      }
      guard let wait = retries.wait(after: failure) else { throw failed(url, failure.reason) }
      report(.other(.resuming(name: name, at: download.bytes, reason: failure.reason)))
      try await Task.sleep(for: wait)
    }
  }

  private func failed(_ url: String, _ detail: String) -> FetchError.Failure {
    FetchError.Failure(name: name, url: url, detail: detail)
  }

  /// The header of an image, after all of its pixels have been decoded.
  private func decodedHeader(of file: URL) async throws -> ImageHeader {
    let path = file.path(percentEncoded: false)
    do {
      // One thread, so that messages come in the same order each time.
      try await ExternalProgram.vips.run(
        ["avg", "\(path)[fail_on=error]"], environment: ["VIPS_CONCURRENCY": "1"])
      return try await ImageHeader(of: path, in: folder)
    } catch ExternalProgramError.failed(let program, let how, let lastLines) {
      throw ExternalProgramError.failed(
        program: program, how: how, lastLines: lastLines.map { $0.replacing(path, with: name) })
    }
  }
}
