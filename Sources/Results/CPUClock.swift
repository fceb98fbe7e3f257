/// Where the CPU time of a server was read, and how fine it is.
package struct CPUClock: Codable, Hashable, Sendable {
  /// What counts the time.
  package enum Source: String, Codable, Sendable, CaseIterable {
    /// The kernel, for a control group.
    case controlGroup = "control group"
    /// The kernel, for each process.
    case processClocks = "process clocks"
    /// A container engine, which shows shares of a processor.
    case engineStatistics = "engine statistics"
  }

  /// What counts the time.
  package var source: Source
  /// The smallest difference that it shows, in seconds.
  package var resolution: Double

  /// Creates a record.
  package init(source: Source, resolution: Double) {
    self.source = source
    self.resolution = resolution
  }
}
