import Foundation

/// Runs work in a new folder below another one and removes it afterwards, whatever happened.
///
/// The folder is named for the process, so that a later one removes what a killed one left.
func withScratchFolder<Result>(
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

/// Runs work that writes into a folder and names the folder when the system refuses.
func writing<Result>(in folder: URL, _ work: () throws -> Result) throws -> Result {
  do {
    return try work()
  } catch let error as CocoaError {
    throw DatasetError.unwritable(
      folder: folder.path(percentEncoded: false), detail: systemMessage(of: error))
  }
}

/// What the system says about a failed file operation, without Foundation's wording around it.
func systemMessage(of error: CocoaError) -> String {
  if let cause = error.underlying as? POSIXError {
    return String(cString: strerror(cause.code.rawValue))
  }
  return error.localizedDescription
}

/// Does work for each item, as many at a time as there are processors; the first failure ends it.
func forEachConcurrently<Item: Sendable>(
  _ items: [Item], _ work: @escaping @Sendable (Item) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    for (index, item) in items.enumerated() {
      if index >= ProcessInfo.processInfo.activeProcessorCount { try await group.next() }
      group.addTask { try await work(item) }
    }
    try await group.waitForAll()
  }
}
