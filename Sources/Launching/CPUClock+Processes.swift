package import Results

extension CPUClock {
  /// The clocks of processes; `inTicks` if a part of the time comes from counters of clock ticks.
  package static func processes(inTicks: Bool) -> CPUClock {
    CPUClock(
      source: .processClocks,
      resolution: inTicks ? Double(ProcessTimes.Reading.tick) / 1e9 : 1e-9)
  }
}
