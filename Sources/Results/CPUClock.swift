/// The source and resolution of a server's CPU time.
package struct CPUClock: Codable, Hashable, Sendable {
  /// A source of CPU times.
  package enum Source: String, Codable, Sendable, CaseIterable {
    /// The kernel's counter of a control group.
    case controlGroup = "control group"
    /// The kernel's clocks of single processes.
    case processClocks = "process clocks"
    /// The statistics of a container engine.
    case engineStatistics = "engine statistics"
  }

  /// The source.
  package var source: Source
  /// The smallest measurable difference, in seconds.
  package var resolution: Double

  /// Creates a record.
  package init(source: Source, resolution: Double) {
    self.source = source
    self.resolution = resolution
  }
}
