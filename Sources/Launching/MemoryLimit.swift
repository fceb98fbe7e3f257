package import IIIFBench
import Results
import Support

/// The memory limit of a server.
package struct MemoryLimit: Hashable, Sendable {
  /// The maximum in bytes.
  package var bytes: Int
  /// Whether a start without the limit fails; otherwise it is set where the system allows it.
  package var isRequired: Bool

  /// The limit of the user, or else the standard part of a machine's memory; nil if neither is known.
  package init?(_ limits: ResourceLimits, machine: Int? = HostRecord.current.memory) {
    guard let bytes = limits.serverMemory ?? machine.map(ResourceLimits.standardMemory) else {
      return nil
    }
    self.bytes = bytes
    isRequired = limits.serverMemory != nil
  }

  /// The value of `oom_score_adj` of servers (proc_pid_oom_score_adj(5)), so that the kernel kills a
  /// server rather than the load generator when memory runs out.
  package static let killPreference = 500

  /// Gives a process and its later children the preference.
  static func prefer(_ process: Int32) {
    _ = SystemFile.write("\(killPreference)", to: "/proc/\(process)/oom_score_adj")
  }
}
