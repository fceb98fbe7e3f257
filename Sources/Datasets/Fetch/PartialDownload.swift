package import Foundation
package import LoadGenerator
import Synchronization

/// A file that is received in one or several attempts.
///
/// Its bytes lie in `NAME.part`, the state of the download in `NAME.part.json`.
package final class PartialDownload: Sendable {
  /// The state that is needed to resume.
  package struct Resumption: Codable, Hashable {
    /// The address of the bytes.
    package var url: String
    /// The entity tag or date that identifies the version of the file.
    package var validator: String?
    /// The media type in the answer.
    package var mediaType: String?
    /// Whether the bytes were decoded, so that their number is not an offset of the server.
    package var isDecoded: Bool
  }

  /// An answer that does not continue the file.
  package enum Refusal: Error, Hashable {
    /// The status is neither 200 nor a matching 206.
    case status(Int, retryAfter: Int?)
  }

  package let part: URL
  private let notes: URL
  private let handle = Mutex<FileHandle?>(nil)

  package init(folder: URL, name: String) {
    part = folder.appending(path: "\(name).part")
    notes = folder.appending(path: "\(name).part.json")
  }

  /// The number of received bytes.
  package var bytes: Int {
    ImageCatalogue.Source(path: "", file: part)?.bytes ?? 0
  }

  /// The state of the received bytes.
  package var resumption: Resumption? {
    (try? Data(contentsOf: notes)).flatMap { try? JSONDecoder().decode(Resumption.self, from: $0) }
  }

  /// Removes the received bytes and their state.
  package func discard() {
    try? FileManager.default.removeItem(at: part)
    try? FileManager.default.removeItem(at: notes)
  }

  /// Renames the complete file into place.
  package func finish(as file: URL) throws {
    try? FileManager.default.removeItem(at: file)
    try FileManager.default.moveItem(at: part, to: file)
    try? FileManager.default.removeItem(at: notes)
  }

  /// Requests the missing bytes and keeps those that arrive.
  ///
  /// - Throws: ``Refusal``, `HTTPClientError`, `CocoaError` or `CancellationError`; received
  ///   bytes are kept.
  package func advance(
    from url: String, client: HTTPClient, progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    var known = resumption
    if known?.url != url || known?.isDecoded == true {
      discard()
      known = nil
    }
    let start = bytes
    defer { close() }
    let response = try await client.stream(
      url, headers: rangeHeaders(from: start, validator: known?.validator), maximumRedirects: 5
    ) { [self] part in
      guard part.status == 200 || part.status == 206 else { return }
      let length = try append(part, of: url, startingAt: start)
      progress(length)
    }
    switch response.status {
    case 200, 206: return
    case 416 where start > 0:
      // The file may be complete; otherwise it is another version.
      if response.value(ofField: "Content-Range") == "bytes */\(start)" { return }
      discard()
    default: break
    }
    throw Refusal.status(
      response.status,
      retryAfter: RetryAfter.seconds(in: response.value(ofField: "Retry-After")))
  }

  private func rangeHeaders(from start: Int, validator: String?) -> [HeaderField] {
    guard start > 0 else { return [] }
    let range = HeaderField(name: "Range", value: "bytes=\(start)-")
    return [range] + (validator.map { [HeaderField(name: "If-Range", value: $0)] } ?? [])
  }

  /// Writes a part of a body; the status of the first one decides whether the file is continued or
  /// restarted.
  private func append(
    _ part: ResponsePart, of url: String, startingAt start: Int
  ) throws -> Int {
    try handle.withLock { handle in
      if handle == nil {
        if !FileManager.default.fileExists(atPath: self.part.path) {
          try Data().write(to: self.part)
        }
        let opened = try FileHandle(forWritingTo: self.part)
        if part.status == 206 {
          guard part.goesOn(at: start) else { throw Refusal.status(206, retryAfter: nil) }
          try opened.seekToEnd()
        } else {
          try opened.truncate(atOffset: 0)
        }
        try note(part, url: url)
        handle = opened
      }
      try handle?.write(contentsOf: part.bytes)
      return Int(try handle?.offset() ?? 0)
    }
  }

  private func note(_ part: ResponsePart, url: String) throws {
    // A weak tag does not identify bytes and is forbidden in If-Range (RFC 9110, 13.1.5).
    let tag = part.value(ofField: "ETag").flatMap { $0.hasPrefix("W/") ? nil : $0 }
    let resumption = Resumption(
      url: url, validator: tag ?? part.value(ofField: "Last-Modified"),
      mediaType: part.value(ofField: "Content-Type"),
      isDecoded: part.value(ofField: "Content-Encoding") != nil)
    try JSONEncoder().encode(resumption).write(to: notes, options: .atomic)
  }

  private func close() {
    handle.withLock { handle in
      try? handle?.close()
      handle = nil
    }
  }
}

extension ResponsePart {
  /// Whether the answer continues a file at a byte.
  fileprivate func goesOn(at start: Int) -> Bool {
    value(ofField: "Content-Range")?.hasPrefix("bytes \(start)-") == true
  }
}
