/// A process of a running server.
package struct ServerProcess: Codable, Hashable, Sendable {
  /// The process identifier on the host.
  package var id: Int32
  /// Its start time in clock ticks since boot (`/proc/PID/stat`, field 22).
  package var startTime: UInt64
  /// Its name.
  package var name: String

  /// Creates a record of a process.
  package init(id: Int32, startTime: UInt64, name: String) {
    self.id = id
    self.startTime = startTime
    self.name = name
  }
}
