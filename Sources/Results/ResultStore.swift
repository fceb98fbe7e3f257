package import Foundation

/// The folder of one run below `results/`: its journal and its result.
package struct ResultStore: Sendable {
  /// The folder.
  package let folder: URL

  /// The journal's file.
  package var journalFile: URL { folder.appending(path: "journal.jsonl") }
  /// The folder with the logs of servers that failed.
  package var logs: URL { folder.appending(path: "logs") }
  /// The result's file.
  package var resultFile: URL { folder.appending(path: "result.json") }

  /// Creates the folder `TIME-STUDY` below `parent` and points the link `latest` at it.
  ///
  /// - Throws: ``StorageError`` if it cannot be created.
  package init(below parent: URL, study: String, started: Date) throws(StorageError) {
    let time = started.formatted(
      Date.ISO8601FormatStyle(timeSeparator: .omitted, timeZone: .gmt)
        .year().month().day().time(includingFractionalSeconds: false))
    do {
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
      folder = try Self.makeFolder(named: "\(time)-\(study)", below: parent)
      try Self.point(parent.appending(path: "latest"), at: folder.lastPathComponent)
    } catch {
      throw StorageError(path: parent.path, error: error)
    }
  }

  /// Writes the result atomically.
  ///
  /// - Throws: ``StorageError`` if it cannot be written.
  package func write(_ result: BenchmarkResult) throws(StorageError) {
    try write(Self.encode(result, path: resultFile.path), as: resultFile.lastPathComponent)
  }

  /// Writes a file of the folder atomically.
  ///
  /// - Throws: ``StorageError`` if it cannot be written.
  package func write(_ content: Data, as name: String) throws(StorageError) {
    let file = folder.appending(path: name)
    do {
      try content.write(to: file, options: .atomic)
    } catch {
      throw StorageError(path: file.path, error: error, needed: content.count)
    }
  }

  /// The results in a folder and its subfolders, by path; the file itself if it is not a folder.
  ///
  /// Symbolic links, such as `latest`, are not followed.
  ///
  /// - Throws: ``StorageError`` if the folder cannot be read.
  package static func files(below url: URL) throws(StorageError) -> [URL] {
    let path = url.path(percentEncoded: false)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw StorageError(path: path, error: CocoaError(.fileReadNoSuchFile))
    }
    guard isFolder.boolValue else { return [url] }
    let own = url.appending(path: "result.json")
    if FileManager.default.fileExists(atPath: own.path(percentEncoded: false)) { return [own] }
    guard let entries = FileManager.default.enumerator(atPath: path) else { return [] }
    return entries.compactMap { $0 as? String }
      .filter { $0 == "result.json" || $0.hasSuffix("/result.json") }
      .sorted().map { url.appending(path: $0) }
  }

  /// Reads a result: a `result.json`, a `journal.jsonl`, or a folder with one of them.
  ///
  /// If the result of a folder is not valid, its journal is read, with a warning.
  ///
  /// - Throws: ``StorageError`` if there is none or it cannot be read.
  package static func read(_ url: URL) throws(StorageError) -> StoredResult {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      return url.pathExtension == "jsonl"
        ? try journal(in: url) : StoredResult(result: try result(in: url))
    }
    let (file, other) = (
      url.appending(path: "result.json"), url.appending(path: "journal.jsonl")
    )
    guard FileManager.default.fileExists(atPath: file.path) else { return try journal(in: other) }
    do throws(StorageError) {
      return StoredResult(result: try result(in: file))
    } catch {
      guard error.isInvalidContent, var stored = try? journal(in: other) else { throw error }
      stored.problems.insert("\(error); the journal beside it was read instead", at: 0)
      return stored
    }
  }

  private static func result(in file: URL) throws(StorageError) -> BenchmarkResult {
    let data: Data
    do {
      data = try Data(contentsOf: file)
    } catch {
      throw StorageError(path: file.path, error: error)
    }
    do {
      let result = try JSONDecoder.results.decode(BenchmarkResult.self, from: data)
      try check(result, of: file)
      return result
    } catch let error as UnknownSchema {
      throw StorageError(path: file.path, detail: error.description)
    } catch let error as StorageError {
      throw error
    } catch let error as DecodingError {
      throw StorageError(path: file.path, detail: "it is not a result: \(error.sentence)")
    } catch {
      throw StorageError(path: file.path, error: error)
    }
  }

  private static func journal(in file: URL) throws(StorageError) -> StoredResult {
    let stored = try Journal.read(file)
    try check(stored.result, of: file)
    return stored
  }

  private static func check(_ result: BenchmarkResult, of file: URL) throws(StorageError) {
    let problems = ResultCheck.problems(in: result)
    guard problems.isEmpty else {
      throw StorageError(path: file.path, detail: problems.joined(separator: "; "))
    }
  }

  private static func encode(_ result: BenchmarkResult, path: String) throws(StorageError) -> Data {
    do {
      return try JSONEncoder.results.encode(result)
    } catch {
      throw StorageError(path: path, error: error)
    }
  }

  private static func makeFolder(named name: String, below parent: URL) throws -> URL {
    for attempt in 1...1000 {
      let folder = parent.appending(path: attempt == 1 ? name : "\(name)-\(attempt)")
      // Another run may create it at the same time.
      if mkdir(folder.path, 0o777) == 0 { return folder }
      guard errno == EEXIST else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }
    throw CocoaError(.fileWriteFileExists)
  }

  private static func point(_ link: URL, at destination: String) throws {
    let temporary = link.appendingPathExtension("\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createSymbolicLink(
      atPath: temporary.path, withDestinationPath: destination)
    guard rename(temporary.path, link.path) == 0 else {
      let code = errno
      try? FileManager.default.removeItem(at: temporary)
      throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO)
    }
  }
}
