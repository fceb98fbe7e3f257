package import Foundation

/// The append-only record of a run, `journal.jsonl`, with one JSON object per line.
///
/// Each entry is on disk before the next measurement begins, so that a crash does not lose finished
/// measurements.
package struct Journal: Sendable {
  /// A line of the journal.
  package enum Entry: Codable, Sendable {
    /// The first line: the result without cells.
    case run(BenchmarkResult)
    /// The inspection after a start.
    case start(StartRecord)
    /// A finished measurement.
    case cell(CellResult)
    /// A warning.
    case warning(String)
    /// Why the run measures no further blocks.
    case stopping(Stopping)
    /// The last line of a complete run.
    case end(Date)
  }

  private let handle: FileHandle
  private let url: URL

  /// Creates the file.
  ///
  /// - Throws: ``StorageError`` if it cannot be created.
  package init(creating url: URL) throws(StorageError) {
    do {
      try Data().write(to: url, options: .withoutOverwriting)
    } catch {
      throw StorageError(path: url.path, error: error)
    }
    try self.init(appendingTo: url)
  }

  /// Opens an existing file.
  package init(appendingTo url: URL) throws(StorageError) {
    do {
      handle = try FileHandle(forWritingTo: url)
    } catch {
      throw StorageError(path: url.path, error: error)
    }
    self.url = url
  }

  /// Appends an entry and waits until it is on disk.
  ///
  /// - Throws: ``StorageError`` if it cannot be written; earlier entries are not affected.
  package func append(_ entry: Entry) throws(StorageError) {
    do {
      var line = try JSONEncoder.results.encode(entry)
      line.append(UInt8(ascii: "\n"))
      try handle.write(contentsOf: line)
      try handle.synchronize()
    } catch {
      throw StorageError(path: url.path, error: error)
    }
  }

  /// Reads a journal; an incomplete last line is ignored.
  ///
  /// - Throws: ``StorageError`` if the file cannot be read or does not begin with a run.
  package static func result(from url: URL) throws(StorageError) -> BenchmarkResult {
    let data: Data
    do {
      data = try Data(contentsOf: url)
    } catch {
      throw StorageError(path: url.path, error: error)
    }
    let lines = data.split(separator: UInt8(ascii: "\n"))
    var result = try run(in: lines.first ?? Data(), of: url)
    for line in lines.dropFirst() {
      guard let entry = try? JSONDecoder.results.decode(Entry.self, from: line) else { break }
      switch entry {
      case .run(let run): result = run
      case .start(let start): result.starts.append(start)
      case .cell(let cell): result.cells.append(cell)
      case .warning(let warning): result.warnings.append(warning)
      case .stopping(let stopping): result.stopping = stopping
      case .end(let date): result.ended = date
      }
    }
    return result
  }

  private static func run(in line: Data, of url: URL) throws(StorageError) -> BenchmarkResult {
    do {
      if case .run(let run) = try JSONDecoder.results.decode(Entry.self, from: line) { return run }
    } catch let error as UnknownSchema {
      throw StorageError(path: url.path, detail: error.description)
    } catch {}
    throw StorageError(path: url.path, detail: "it does not begin with the record of a run")
  }
}

/// A result file that could not be written or read.
package struct StorageError: Error, Hashable, CustomStringConvertible {
  /// The file.
  package var path: String
  /// The reason.
  package var detail: String
  /// Whether the content of a file is invalid, rather than the file inaccessible.
  package var isInvalidContent: Bool

  /// Creates an error about the content of a file.
  package init(path: String, detail: String) {
    self.init(path: path, detail: detail, isInvalidContent: true)
  }

  private init(path: String, detail: String, isInvalidContent: Bool) {
    self.path = path
    self.detail = detail
    self.isInvalidContent = isInvalidContent
  }

  /// Takes the reason from an error of Foundation.
  package init(path: String, error: any Error) {
    let outer = error as NSError
    let cause = outer.userInfo[NSUnderlyingErrorKey] as? NSError ?? outer
    self.init(
      path: path,
      detail: cause.domain == NSPOSIXErrorDomain
        ? String(cString: strerror(Int32(cause.code))) : cause.localizedDescription,
      isInvalidContent: false)
  }

  /// The file and the reason.
  package var description: String { "\(path): \(detail)" }
}

extension JSONEncoder {
  /// The encoder of journals and results: ISO 8601 dates, sorted keys, no escaped slashes.
  package static var results: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}

extension JSONDecoder {
  /// The decoder of journals and results.
  package static var results: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return decoder
  }
}
