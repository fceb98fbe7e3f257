package import Foundation

/// Runs work in a new folder below `parent` and removes the folder afterwards, also on errors.
///
/// The folder's name contains the process identifier, so that later processes remove the folders of
/// killed ones.
package func withScratchFolder<Result>(
  in parent: URL, _ work: (URL) async throws -> Result
) async throws -> Result {
  let process = ProcessInfo.processInfo.processIdentifier
  let scratch = parent.appending(
    path: "\(scratchPrefix)\(process)-\(UUID().uuidString)", directoryHint: .isDirectory)
  removeScratchOfDeadProcesses(in: parent)
  try writing(in: parent) {
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
  }
  defer { try? FileManager.default.removeItem(at: scratch) }
  return try await work(scratch)
}

private let scratchPrefix = ".making-"

private func removeScratchOfDeadProcesses(in folder: URL) {
  let names = try? FileManager.default.contentsOfDirectory(
    atPath: folder.path(percentEncoded: false))
  for name in names ?? [] where name.hasPrefix(scratchPrefix) {
    let process = name.dropFirst(scratchPrefix.count).prefix { $0 != "-" }
    if !FileManager.default.fileExists(atPath: "/proc/\(process)") {
      try? FileManager.default.removeItem(at: folder.appending(path: name))
    }
  }
}

/// Runs work that writes into a folder.
///
/// - Throws: ``DiskFull``, or ``UnwritableFolder`` if the system refuses to write for another reason.
package func writing<Result>(
  in folder: URL, needing bytes: Int? = nil, _ work: () throws -> Result
) throws -> Result {
  do {
    return try work()
  } catch let error as CocoaError {
    let cause = (error.underlying as? POSIXError)?.code.rawValue
    if error.code == .fileWriteOutOfSpace || cause.map(DiskSpace.isFull) == true {
      throw DiskFull(path: folder.path(percentEncoded: false), needed: bytes)
    }
    throw UnwritableFolder(
      folder: folder.path(percentEncoded: false), detail: systemMessage(of: error))
  }
}
