/// What a server's processes were at one moment.
package struct ServerSnapshot: Sendable {
  /// The processes that had not ended.
  package var processes: [ServerProcess]
  /// Processes that the kernel had killed for lack of memory since the start; nil where it does not
  /// tell.
  package var outOfMemoryKills: Int?

  /// Creates a snapshot.
  package init(processes: [ServerProcess], outOfMemoryKills: Int? = nil) {
    self.processes = processes
    self.outOfMemoryKills = outOfMemoryKills
  }
}
