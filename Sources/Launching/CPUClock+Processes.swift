package import Results

extension CPUClock {
  /// The clocks of processes; `inTicks` where a part of the time is known in clock ticks only.
  package static func processes(inTicks: Bool) -> CPUClock {
    CPUClock(
      source: .processClocks,
      resolution: inTicks ? Double(ProcessTimes.Reading.tick) / 1e9 : 1e-9)
  }
}
