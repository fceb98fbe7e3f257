package import IIIFBench

extension ContainerSettings {
  /// The engine's flags for the settings.
  package var arguments: [String] {
    (usesInit ? ["--init"] : [])
      + memoryFolders.flatMap { ["--tmpfs", $0] }
      + (checksHealth ? [] : ["--no-healthcheck"])
      + (sharedMemory.map { ["--shm-size", "\($0)"] } ?? [])
      + processLimits.sorted { $0.key < $1.key }.flatMap { ["--ulimit", "\($0)=\($1)"] }
  }
}

extension Runtime {
  /// An engine's flags that bound the log of a container: two files of 1 MiB, or one for Podman.
  package var logArguments: [String] {
    self == .podman
      ? ["--log-driver", "k8s-file", "--log-opt", "max-size=1mb"]
      : ["--log-driver", "json-file", "--log-opt", "max-size=1m", "--log-opt", "max-file=2"]
  }
}
