/// The processes of a server at one moment.
package struct ServerSnapshot: Sendable {
  /// The running processes.
  package var processes: [ServerProcess]
  /// Processes that the kernel has killed since the start because memory ran out; nil if unknown.
  package var outOfMemoryKills: Int?

  /// Creates a snapshot.
  package init(processes: [ServerProcess], outOfMemoryKills: Int? = nil) {
    self.processes = processes
    self.outOfMemoryKills = outOfMemoryKills
  }
}
