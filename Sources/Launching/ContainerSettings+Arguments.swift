package import IIIFBench

extension ContainerSettings {
  /// The engine's flags for the settings.
  package var arguments: [String] {
    var words: [String] = usesInit ? ["--init"] : []
    for folder in memoryFolders { words += ["--tmpfs", folder] }
    if !checksHealth { words.append("--no-healthcheck") }
    if let sharedMemory { words += ["--shm-size", "\(sharedMemory)"] }
    for limit in processLimits.sorted(by: { $0.key < $1.key }) {
      words += ["--ulimit", "\(limit.key)=\(limit.value)"]
    }
    return words
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
