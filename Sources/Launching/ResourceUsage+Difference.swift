package import Results

extension ResourceUsage {
  /// The use since an earlier reading, with the memory peak of this one.
  package func since(_ opening: ResourceUsage) -> ResourceUsage {
    var usage = self
    usage.cpuSeconds = max(0, cpuSeconds - opening.cpuSeconds)
    usage.secondsInTicks = max(0, secondsInTicks - opening.secondsInTicks)
    usage.instructions = opening.instructions.flatMap { earlier in
      instructions.map { max(0, $0 - earlier) }
    }
    if clock.source == .processClocks {
      usage.clock = .processes(inTicks: usage.secondsInTicks > 0)
    }
    return usage
  }
}
