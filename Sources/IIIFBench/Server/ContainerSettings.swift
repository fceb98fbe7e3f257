/// Settings of a container beyond its image, command and mounts.
package struct ContainerSettings: Codable, Hashable, Sendable {
  /// Whether the first process is the engine's init, which forwards signals and reaps children.
  package var usesInit: Bool
  /// Folders that are kept in memory.
  package var memoryFolders: [String]
  /// Whether the image's health check runs.
  package var checksHealth: Bool
  /// The size of `/dev/shm` in bytes; nil for the engine's default.
  package var sharedMemory: Int?
  /// Limits of the kernel for a process by name, such as `nofile`.
  package var processLimits: [String: Int]

  /// Creates settings; without arguments those of every container.
  package init(
    usesInit: Bool = true, memoryFolders: [String] = [], checksHealth: Bool = true,
    sharedMemory: Int? = nil, processLimits: [String: Int] = [:]
  ) {
    self.usesInit = usesInit
    self.memoryFolders = memoryFolders
    self.checksHealth = checksHealth
    self.sharedMemory = sharedMemory
    self.processLimits = processLimits
  }
}
