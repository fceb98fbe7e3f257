package import IIIFBench

extension Study {
  /// How many servers of a block run at the same time.
  ///
  /// With a limit of memory for each server, as many as fit into three quarters of the machine's
  /// memory, which leaves the rest to the load generator and the file cache.
  ///
  /// - Parameter memory: The machine's memory in bytes.
  package func serversAtOnce(memory: Int) -> Int {
    switch order {
    case .sequential: 1
    case .alternate:
      resourceLimits?.serverMemory.map {
        max(1, ResourceLimits.standardMemory(of: memory) / max(1, $0))
      } ?? .max
    }
  }
}
