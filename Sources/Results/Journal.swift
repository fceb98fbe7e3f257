package import Foundation
import Support

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
    /// The highest rate of a server that keeps the promise.
    case capacity(Capacity)
    /// The cost of an encoding.
    case encodingCost(EncodingCost)
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

  /// Appends an entry with its checksum and waits until it is on disk.
  ///
  /// - Throws: ``StorageError`` if it cannot be written; earlier entries are not affected.
  package func append(_ entry: Entry) throws(StorageError) {
    var needed: Int?
    do {
      let line = JournalLine(try JSONEncoder.results.encode(entry)).bytes
      needed = line.count
      try handle.write(contentsOf: line)
      try handle.synchronize()
    } catch {
      throw StorageError(path: url.path, error: error, needed: needed)
    }
  }

  /// Reads a journal.
  ///
  /// A line that is damaged or of an unknown kind is left out, with a warning. An incomplete last line
  /// is that of a killed run and is ignored.
  ///
  /// - Throws: ``StorageError`` if the file cannot be read or does not begin with a run.
  package static func read(_ url: URL) throws(StorageError) -> StoredResult {
    let data: Data
    do {
      data = try Data(contentsOf: url)
    } catch {
      throw StorageError(path: url.path, error: error)
    }
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var stored = StoredResult(result: try run(in: lines.first ?? Data(), of: url))
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let isLast = index == lines.count - 1
      do {
        try stored.result.take(
          JSONDecoder.results.decode(Entry.self, from: JournalLine.entry(in: line)))
      } catch {
        guard !isLast else { break }
        let problem =
          error is JournalLine.Damage
          ? "is damaged" : "cannot be read by this version of iiif-bench"
        stored.problems.append("line \(index + 1) of \(url.path) \(problem); it is left out")
      }
    }
    return stored
  }

  private static func run(in line: Data, of url: URL) throws(StorageError) -> BenchmarkResult {
    do {
      let content = try JournalLine.entry(in: line)
      if case .run(let run) = try JSONDecoder.results.decode(Entry.self, from: content) {
        return run
      }
    } catch let error as UnknownSchema {
      throw StorageError(path: url.path, detail: error.description)
    } catch {}
    throw StorageError(
      path: url.path, detail: "it does not begin with the intact record of a run")
  }
}

extension BenchmarkResult {
  /// Adds an entry of a journal.
  fileprivate mutating func take(_ entry: Journal.Entry) {
    switch entry {
    case .run(let run): self = run
    case .start(let start): starts.append(start)
    case .cell(let cell): cells.append(cell)
    case .capacity(let capacity): capacities.append(capacity)
    case .encodingCost(let cost): encodingCosts.append(cost)
    case .warning(let warning): warnings.append(warning)
    case .stopping(let stopping): self.stopping = stopping
    case .end(let date): ended = date
    }
  }
}

/// A line of a journal: an entry with a last member `checksum`, the CRC-32 of the entry without it.
struct JournalLine {
  /// A line without a checksum, or with a wrong one.
  struct Damage: Error {}

  /// The line with its newline.
  let bytes: Data

  private static let key = Data(",\"checksum\":\"".utf8)
  private static let end = Data("\"}".utf8)
  private static let length = 8

  /// Adds the checksum to an encoded entry.
  init(_ entry: Data) {
    bytes =
      entry.dropLast() + Self.key + Data(CRC32.hexadecimal(of: entry).utf8) + Self.end
      + Data("\n".utf8)
  }

  /// The entry of a line.
  ///
  /// - Throws: ``Damage``.
  static func entry(in line: Data) throws(Damage) -> Data {
    let tail = line.suffix(key.count + length + end.count)
    guard tail.starts(with: key), tail.suffix(end.count) == end else { throw Damage() }
    let sum = tail.dropFirst(key.count).prefix(length)
    let entry = line.dropLast(tail.count) + Data("}".utf8)
    guard CRC32.hexadecimal(of: entry).utf8.elementsEqual(sum) else { throw Damage() }
    return entry
  }
}

/// A result that was read, and what could not be read of it.
package struct StoredResult: Sendable {
  /// The result.
  package var result: BenchmarkResult
  /// What is damaged or left out, a sentence each without a full stop.
  package var problems: [String] = []

  /// Creates a record.
  package init(result: BenchmarkResult, problems: [String] = []) {
    self.result = result
    self.problems = problems
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

  /// Takes the reason from an error of Foundation; `needed` are the bytes that had to be written.
  package init(path: String, error: any Error, needed: Int? = nil) {
    let outer = error as NSError
    let cause = outer.userInfo[NSUnderlyingErrorKey] as? NSError ?? outer
    let code = cause.domain == NSPOSIXErrorDomain ? Int32(truncatingIfNeeded: cause.code) : nil
    let detail =
      switch code {
      case let code? where DiskSpace.isFull(code): DiskSpace.message(needed: needed, at: path)
      case let code?: String(cString: strerror(code))
      case nil: cause.localizedDescription
      }
    self.init(path: path, detail: detail, isInvalidContent: false)
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
