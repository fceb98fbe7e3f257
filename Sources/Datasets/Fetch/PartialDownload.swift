package import Foundation
package import LoadGenerator
import Synchronization

/// A file that comes over the network in one or several attempts.
///
/// What has come lies in `NAME.part`, and what is needed to go on in `NAME.part.json`.
package final class PartialDownload: Sendable {
  /// What is needed to ask for the rest.
  package struct Resumption: Codable, Hashable {
    /// The address that the bytes come from.
    package var url: String
    /// The entity tag or date by which the server knows whether the file is still the same.
    package var validator: String?
    /// The media type that the server gave.
    package var mediaType: String?
  }

  /// An answer that does not go on with the file.
  package enum Refusal: Error, Hashable {
    /// The status is not that of a file or a part of one.
    case status(Int, retryAfter: Int?)
  }

  package let part: URL
  private let notes: URL
  private let handle = Mutex<FileHandle?>(nil)

  package init(folder: URL, name: String) {
    part = folder.appending(path: "\(name).part")
    notes = folder.appending(path: "\(name).part.json")
  }

  /// How many bytes are there.
  package var bytes: Int {
    ImageCatalogue.Source(path: "", file: part)?.bytes ?? 0
  }

  /// What is known of the bytes that are there.
  package var resumption: Resumption? {
    (try? Data(contentsOf: notes)).flatMap { try? JSONDecoder().decode(Resumption.self, from: $0) }
  }

  /// Forgets what has come.
  package func discard() {
    try? FileManager.default.removeItem(at: part)
    try? FileManager.default.removeItem(at: notes)
  }

  /// Moves the complete file to its place.
  package func finish(as file: URL) throws {
    try? FileManager.default.removeItem(at: file)
    try FileManager.default.moveItem(at: part, to: file)
    try? FileManager.default.removeItem(at: notes)
  }

  /// Asks for what is missing and keeps what comes.
  ///
  /// - Throws: ``Refusal``, `HTTPClientError`, `CocoaError` or `CancellationError`; what has come
  ///   until then is kept.
  package func advance(
    from url: String, client: HTTPClient, progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    var known = resumption
    if known?.url != url {
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
      // All that there is may have come already; otherwise it is another file than the one begun.
      if response.value(ofField: "Content-Range") == "bytes */\(start)" { return }
      discard()
    default: break
    }
    throw Refusal.status(
      response.status, retryAfter: response.value(ofField: "Retry-After").flatMap { Int($0) })
  }

  private func rangeHeaders(from start: Int, validator: String?) -> [HeaderField] {
    guard start > 0 else { return [] }
    let range = HeaderField(name: "Range", value: "bytes=\(start)-")
    return [range] + (validator.map { [HeaderField(name: "If-Range", value: $0)] } ?? [])
  }

  /// Writes a part of a body; the first one decides whether the file goes on or begins anew.
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
    // A weak tag says nothing about bytes, and may not stand in If-Range (RFC 9110, 13.1.5).
    let tag = part.value(ofField: "ETag").flatMap { $0.hasPrefix("W/") ? nil : $0 }
    let resumption = Resumption(
      url: url, validator: tag ?? part.value(ofField: "Last-Modified"),
      mediaType: part.value(ofField: "Content-Type"))
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
  /// Whether the answer is the rest of a file from a byte on.
  fileprivate func goesOn(at start: Int) -> Bool {
    value(ofField: "Content-Range")?.hasPrefix("bytes \(start)-") == true
  }
}
