/// Where the CPU time of a server was read, and how fine it is.
public struct CPUClock: Codable, Hashable, Sendable {
  /// What counts the time.
  public enum Source: String, Codable, Sendable, CaseIterable {
    /// The kernel, for a control group.
    case controlGroup = "control group"
    /// The kernel, for each process.
    case processClocks = "process clocks"
    /// A container engine, which shows shares of a processor.
    case engineStatistics = "engine statistics"
  }

  /// What counts the time.
  public var source: Source
  /// The smallest difference that it shows, in seconds.
  public var resolution: Double

  /// Creates a record.
  public init(source: Source, resolution: Double) {
    self.source = source
    self.resolution = resolution
  }

  /// The clocks of processes; `inTicks` where a part of the time is known in clock ticks only.
  static func processes(inTicks: Bool) -> CPUClock {
    CPUClock(
      source: .processClocks,
      resolution: inTicks ? Double(ProcessTimes.Reading.tick) / 1e9 : 1e-9)
  }
}
