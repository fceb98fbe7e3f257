package import IIIFBench
import Foundation

/// The limits of a container as its engine's `inspect` reports them.
package struct ContainerLimits: Hashable, Sendable {
  /// The memory limit in bytes; 0 for none.
  package var memory: Int
  /// The processors; nil for all.
  package var cpus: CPUSet?

  /// Reads the JSON of `inspect`; nil if it holds no limits.
  package init?(json: String) {
    struct Container: Decodable {
      struct HostConfig: Decodable {
        var memory: Int
        var cpus: String

        enum CodingKeys: String, CodingKey {
          case memory = "Memory"
          case cpus = "CpusetCpus"
        }
      }

      var hostConfig: HostConfig

      enum CodingKeys: String, CodingKey { case hostConfig = "HostConfig" }
    }
    let containers = try? JSONDecoder().decode([Container].self, from: Data(json.utf8))
    guard let limits = containers?.first?.hostConfig else { return nil }
    memory = limits.memory
    cpus = CPUSet(limits.cpus)
  }
}
