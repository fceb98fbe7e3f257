/// The changes of a server's processes between two moments.
///
/// Processes are identified by number and start time, because numbers are reused and names change.
/// Processes that began and ended in between do not count, such as programs that a server starts for
/// a single request.
package struct ProcessChanges: Codable, Hashable, Sendable {
  /// Processes that ended.
  package var ended: [ServerProcess]
  /// New processes.
  package var begun: [ServerProcess]
  /// Processes that the kernel killed because memory ran out.
  package var outOfMemoryKills: Int

  /// Compares two moments; nil if no process ended.
  package init?(from before: ServerSnapshot, to after: ServerSnapshot) {
    let (old, new) = (Set(before.processes.map(Identity.init)), after.processes.map(Identity.init))
    ended = before.processes.filter { !new.contains(Identity($0)) }
    begun = after.processes.filter { !old.contains(Identity($0)) }
    outOfMemoryKills = max(0, (after.outOfMemoryKills ?? 0) - (before.outOfMemoryKills ?? 0))
    guard !ended.isEmpty || outOfMemoryKills > 0 else { return nil }
  }

  /// The number of ended processes that new ones of the same name replaced.
  package var restarts: Int {
    let fresh = Dictionary(begun.map { ($0.name, 1) }, uniquingKeysWith: +)
    let lost = Dictionary(ended.map { ($0.name, 1) }, uniquingKeysWith: +)
    return lost.reduce(0) { $0 + min($1.value, fresh[$1.key] ?? 0) }
  }

  /// The ended processes: `lost worker (process 812)`; nil if there are none.
  package var loss: String? {
    guard !ended.isEmpty else { return nil }
    return "lost "
      + ended.sorted { $0.id < $1.id }.map { "\($0.name) (process \($0.id))" }
      .joined(separator: ", ")
  }

  /// The changes, one sentence each.
  package var sentences: [String] {
    let names = Set(ended.map(\.name)).sorted().joined(separator: ", ")
    let lost = ended.count - restarts
    var sentences: [String] = []
    if restarts > 0 {
      sentences.append(
        "\(restarts) \(restarts == 1 ? "worker" : "workers") of the server restarted during the "
          + "measurement (\(names)).")
    }
    if lost > 0 {
      sentences.append(
        "\(lost) \(lost == 1 ? "process" : "processes") of the server ended during the measurement "
          + "without a replacement (\(names)).")
    }
    if outOfMemoryKills > 0 {
      sentences.append(
        "The kernel killed \(outOfMemoryKills) \(outOfMemoryKills == 1 ? "process" : "processes") "
          + "of the server during the measurement because memory ran out.")
    }
    return sentences
  }

  /// The identity of a process.
  private struct Identity: Hashable {
    var id: Int32
    var startTime: UInt64

    init(_ process: ServerProcess) {
      (id, startTime) = (process.id, process.startTime)
    }
  }
}
