/// What changed among a server's processes between two moments.
///
/// Processes are told apart by number and start time, for numbers are given again and names change.
/// Those that began and ended in between are not seen, so that programs which a server starts for a
/// single request do not count.
package struct ProcessChanges: Codable, Hashable, Sendable {
  /// Processes that were there and are gone.
  package var ended: [ServerProcess]
  /// Processes that were not there and are.
  package var begun: [ServerProcess]
  /// Processes that the kernel killed for lack of memory.
  package var outOfMemoryKills: Int

  /// Compares two moments; nil when no process was lost.
  package init?(from before: ServerSnapshot, to after: ServerSnapshot) {
    let (old, new) = (Set(before.processes.map(Identity.init)), after.processes.map(Identity.init))
    ended = before.processes.filter { !new.contains(Identity($0)) }
    begun = after.processes.filter { !old.contains(Identity($0)) }
    outOfMemoryKills = max(0, (after.outOfMemoryKills ?? 0) - (before.outOfMemoryKills ?? 0))
    guard !ended.isEmpty || outOfMemoryKills > 0 else { return nil }
  }

  /// How many of the lost processes others of the same name have taken the place of.
  package var restarts: Int {
    let fresh = Dictionary(begun.map { ($0.name, 1) }, uniquingKeysWith: +)
    let lost = Dictionary(ended.map { ($0.name, 1) }, uniquingKeysWith: +)
    return lost.reduce(0) { $0 + min($1.value, fresh[$1.key] ?? 0) }
  }

  /// Which processes are gone: `lost worker (process 812)`; nil when none is.
  package var loss: String? {
    guard !ended.isEmpty else { return nil }
    return "lost "
      + ended.sorted { $0.id < $1.id }.map { "\($0.name) (process \($0.id))" }
      .joined(separator: ", ")
  }

  /// What happened, a sentence each.
  package var sentences: [String] {
    let names = Set(ended.map(\.name)).sorted().joined(separator: ", ")
    let lost = ended.count - restarts
    var sentences: [String] = []
    if restarts > 0 {
      sentences.append(
        "\(restarts) \(restarts == 1 ? "worker was" : "workers were") restarted while this was "
          + "measured (\(names)).")
    }
    if lost > 0 {
      sentences.append(
        "\(lost) \(lost == 1 ? "process" : "processes") of the server ended while this was measured "
          + "and \(lost == 1 ? "was" : "were") not replaced (\(names)).")
    }
    if outOfMemoryKills > 0 {
      sentences.append(
        "The kernel killed \(outOfMemoryKills) \(outOfMemoryKills == 1 ? "process" : "processes") "
          + "of the server for lack of memory while this was measured.")
    }
    return sentences
  }

  /// What makes a process the same one.
  private struct Identity: Hashable {
    var id: Int32
    var startTime: UInt64

    init(_ process: ServerProcess) {
      (id, startTime) = (process.id, process.startTime)
    }
  }
}
