/// The resources that the servers and the load generator of a run may use.
package struct ResourceLimits: Codable, Hashable, Sendable {
  /// Processes or threads of every server; nil for the number in its descriptor.
  package var workers: Int?
  /// Processors of each server; nil for all.
  package var serverCPUs: CPUSet?
  /// Maximum memory of each server in bytes; nil for ``standardMemory(of:)`` where it can be set.
  package var serverMemory: Int?
  /// Maximum length in bytes of a file that a server writes; nil for no limit.
  package var serverFileBytes: Int?
  /// Processors of the load generator; nil for all.
  package var generatorCPUs: CPUSet?

  /// Creates limits; without arguments, there are none.
  package init(
    workers: Int? = nil, serverCPUs: CPUSet? = nil, serverMemory: Int? = nil,
    serverFileBytes: Int? = nil, generatorCPUs: CPUSet? = nil
  ) {
    self.workers = workers
    self.serverCPUs = serverCPUs
    self.serverMemory = serverMemory
    self.serverFileBytes = serverFileBytes
    self.generatorCPUs = generatorCPUs
  }

  /// The part of a machine's memory that servers may use, in bytes: three quarters, which leaves the
  /// rest to the load generator, the file cache and the system.
  package static func standardMemory(of machine: Int) -> Int { machine / 4 * 3 }

  /// Fills limits that are unset from `other`.
  package func completed(by other: ResourceLimits) -> ResourceLimits {
    ResourceLimits(
      workers: workers ?? other.workers, serverCPUs: serverCPUs ?? other.serverCPUs,
      serverMemory: serverMemory ?? other.serverMemory,
      serverFileBytes: serverFileBytes ?? other.serverFileBytes,
      generatorCPUs: generatorCPUs ?? other.generatorCPUs)
  }

  /// A server's limits for its identification in a result.
  package var provenance: [String: String] {
    var lines: [String: String] = [:]
    lines["limit of processors"] = serverCPUs?.text
    lines["limit of memory"] = serverMemory.map { "\($0) bytes" }
    return lines
  }
}
