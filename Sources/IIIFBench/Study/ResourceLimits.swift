/// What the servers and the load generator of a run may use of the machine.
package struct ResourceLimits: Codable, Hashable, Sendable {
  /// Processes of every server; nil for the number of its descriptor.
  package var processes: Int?
  /// Processors of each server; nil for all.
  package var serverCPUs: CPUSet?
  /// Most memory of each server in bytes; nil without a limit.
  package var serverMemory: Int?
  /// Processors of the load generator; nil for all.
  package var generatorCPUs: CPUSet?

  /// Creates an resourceLimits; everything without any.
  package init(
    processes: Int? = nil, serverCPUs: CPUSet? = nil, serverMemory: Int? = nil,
    generatorCPUs: CPUSet? = nil
  ) {
    self.processes = processes
    self.serverCPUs = serverCPUs
    self.serverMemory = serverMemory
    self.generatorCPUs = generatorCPUs
  }

  /// The same where it says something, and another one where it does not.
  package func completed(by other: ResourceLimits) -> ResourceLimits {
    ResourceLimits(
      processes: processes ?? other.processes, serverCPUs: serverCPUs ?? other.serverCPUs,
      serverMemory: serverMemory ?? other.serverMemory,
      generatorCPUs: generatorCPUs ?? other.generatorCPUs)
  }

  /// The limits of a server as they stand among what identifies it in a result.
  package var provenance: [String: String] {
    var lines: [String: String] = [:]
    lines["limit of processors"] = serverCPUs?.text
    lines["limit of memory"] = serverMemory.map { "\($0) bytes" }
    return lines
  }
}
