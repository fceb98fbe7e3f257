/// CPU time and memory of a server since its start.
package struct ResourceUsage: Codable, Hashable, Sendable {
  /// CPU time in seconds, user and system.
  package var cpuSeconds: Double
  /// Peak memory since the last reset, in bytes.
  package var peakMemory: Int
  /// The source of the CPU time.
  package var clock: CPUClock
  /// The part of `cpuSeconds` known only in clock ticks; 0 unless `clock` is that of processes.
  package var secondsInTicks: Double
  /// Instructions of the processors; nil if the system does not count them.
  package var instructions: Double?

  /// Creates a record.
  package init(
    cpuSeconds: Double, peakMemory: Int, clock: CPUClock, secondsInTicks: Double = 0,
    instructions: Double? = nil
  ) {
    self.cpuSeconds = cpuSeconds
    self.peakMemory = peakMemory
    self.clock = clock
    self.secondsInTicks = secondsInTicks
    self.instructions = instructions
  }
}
