/// CPU time and memory of a server since its start.
package struct ResourceUsage: Codable, Hashable, Sendable {
  /// CPU time in seconds, user and system.
  package var cpuSeconds: Double
  /// The most memory that it has used at one time since the last reset, in bytes.
  package var peakMemory: Int
  /// Where the CPU time was read.
  package var clock: CPUClock
  /// The part of `cpuSeconds` that only clock ticks show; 0 unless `clock` counts for processes.
  package var secondsInTicks: Double

  /// Creates a record.
  package init(
    cpuSeconds: Double, peakMemory: Int, clock: CPUClock, secondsInTicks: Double = 0
  ) {
    self.cpuSeconds = cpuSeconds
    self.peakMemory = peakMemory
    self.clock = clock
    self.secondsInTicks = secondsInTicks
  }
}
