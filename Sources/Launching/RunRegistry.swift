import Support
package import Foundation
import Glibc
import Synchronization

/// A run's list of the processes, containers and folders that it must remove.
///
/// The list is the file `runs/ID.json` in the cache folder, one record a line, locked while the run
/// lives. A killed run leaves its file unlocked, and ``sweep(cache:)`` of the next run removes what
/// the file lists.
package final class RunRegistry: Sendable {
  /// The environment variable that every local server of a run inherits; its value is the run's
  /// identifier.
  package static let variable = "IIIF_BENCH_RUN"

  /// The run's identifier, which also labels its containers.
  package let id: String
  private let file: URL
  private let open: Mutex<FileLock?>

  /// Begins a run's list in `runs/` of a cache folder.
  package init(cache: URL) throws {
    id = String(UInt64.random(in: .min ... .max), radix: 36)
    let folder = Self.folder(in: cache)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    file = folder.appending(path: "\(id).json")
    let unlisted = folder.appending(path: "\(id).new")
    guard let lock = try FileLock.acquire(unlisted) else {
      throw CocoaError(.fileWriteFileExists)
    }
    try lock.handle.write(contentsOf: RunRecord.began(boot: RunRecord.currentBoot).line)
    try FileManager.default.moveItem(at: unlisted, to: file)
    open = Mutex(lock)
  }

  /// Records something that must not outlive the run.
  package func note(_ trace: RunTrace) throws {
    try append(.made(trace))
  }

  /// Records that something has been removed.
  package func forget(_ trace: RunTrace) {
    try? append(.removed(trace))
  }

  private func append(_ record: RunRecord) throws {
    try open.withLock { lock in
      guard let handle = lock?.handle else { return }
      try handle.seekToEnd()
      try handle.write(contentsOf: record.line)
    }
  }

  /// Ends the run: removes what is left of it, and then the list.
  ///
  /// If an engine does not confirm that the run's containers are gone, the list stays for the next run.
  ///
  /// - Returns: Whether all is removed.
  @discardableResult
  package func finish() async -> Bool {
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let isComplete = await RunRemains(run: id, records: text).remove().isComplete
    close(keepingList: !isComplete)
    return isComplete
  }

  /// Removes the list, after all that it names has been removed.
  package func close() { close(keepingList: false) }

  private func close(keepingList: Bool) {
    open.withLock { lock in
      guard let held = lock else { return }
      if !keepingList { try? FileManager.default.removeItem(at: file) }
      held.release()
      lock = nil
    }
  }

  /// Removes what killed runs have left behind; what cannot be removed stays listed.
  ///
  /// - Returns: What was removed, a phrase each.
  package static func sweep(cache: URL) async -> [String] {
    let folder = folder(in: cache)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var removed: [String] = []
    for name in names.sorted() where name.hasSuffix(".json") {
      let file = folder.appending(path: name)
      guard let lock = try? FileLock.acquire(file) else { continue }
      let text = (try? lock.handle.readToEnd()).map { String(decoding: $0, as: UTF8.self) } ?? ""
      let outcome = await RunRemains(run: String(name.dropLast(5)), records: text).remove()
      removed += outcome.removed
      if outcome.isComplete { try? FileManager.default.removeItem(at: file) }
      lock.release()
    }
    return removed
  }

  private static func folder(in cache: URL) -> URL {
    cache.appending(path: "runs")
  }
}

/// Something that a run has started or made.
package enum RunTrace: Codable, Hashable, Sendable {
  /// A session of processes.
  case session(Session)
  /// Containers with the run's label.
  case containers(engine: ContainerEngine)
  /// A folder.
  case folder(String)
  /// A control group.
  case group([String])
}

/// A line of a run's list.
package enum RunRecord: Codable {
  /// The run began in this boot of the machine.
  case began(boot: String)
  /// Something was made.
  case made(RunTrace)
  /// Something was removed.
  case removed(RunTrace)

  /// The identifier of the machine's current boot.
  package static var currentBoot: String {
    SystemFile.text("/proc/sys/kernel/random/boot_id")?
      .trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
  }

  /// The record as a line of JSON.
  package var line: Data {
    get throws { try JSONEncoder().encode(self) + Data("\n".utf8) }
  }

  /// The records in a text, without an incomplete last line.
  package static func all(in text: String) -> [RunRecord] {
    text.split(separator: "\n").compactMap { line in
      try? JSONDecoder().decode(RunRecord.self, from: Data(line.utf8))
    }
  }
}
