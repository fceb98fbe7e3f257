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
    var problem = try await fetchOnce()
    if case .failure(let reason) = problem {
      // A resumed file may mix two versions, so it is fetched once more from the start.
      report(.other(.corrupt(name: name, reason: reason)))
      problem = try await fetchOnce()
    }
    switch problem {
    case .success(let image): return image
    case .failure(let reason):
      throw FetchError.Failure(name: name, url: image.addresses[0], detail: reason)
    }
  }

  /// A fetched image, or the reason why the fetched file is not one.
  private enum Outcome {
    case success(FetchRecord.Image)
    case failure(String)
  }

  private func fetchOnce() async throws -> Outcome {
    let download = PartialDownload(folder: folder, name: name)
    let url = try await receive(download)
    let (bytes, mediaType) = (download.bytes, download.resumption?.mediaType)
    do {
      let header = try await decodedHeader(of: download.part)
      let size = header.size ?? PixelSize(width: 0, height: 0)
      let file = "\(name).\(header.fileExtension)"
      try writing(in: folder) { try download.finish(as: folder.appending(path: file)) }
      if let declared = image.size, size.width < declared.width {
        report(.other(.smaller(name: name, declared: declared, sent: size)))
      }
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

  /// Receives the file within the allowed attempts; returns the address that sent it.
  private func receive(_ download: PartialDownload) async throws -> String {
    var addresses = image.addresses[...]
    var attempt = 1
    var wait = manners.pause
    while true {
      let url = addresses[addresses.startIndex]
      let failure: String
      do {
        try await spacing.wait()
        try await download.advance(from: url, client: client) { [report, name] bytes in
          report(.receiving(name: name, bytes: bytes))
        }
        return url
      } catch let error as HTTPClientError {
        failure = error.reason
      } catch PartialDownload.Refusal.status(let status, let retryAfter) {
        failure = "status \(status)"
        if let retryAfter { wait = max(wait, .seconds(min(retryAfter, 120))) }
        // A permanent refusal: try the next form of the address.
        if status == 501 || (400..<500 ~= status && ![408, 416, 429].contains(status)) {
          addresses = addresses.dropFirst()
          guard !addresses.isEmpty else { throw failed(url, failure) }
          continue
        }
      } catch let error as CocoaError {
        throw UnwritableFolder(
          folder: folder.path(percentEncoded: false), detail: systemMessage(of: error))
      }
      attempt += 1
      guard attempt <= manners.attempts else { throw failed(url, failure) }
      report(.other(.resuming(name: name, at: download.bytes, reason: failure)))
      try await Task.sleep(for: wait)
      wait *= 2
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
