package import Results

extension ResourceUsage {
  /// What was used since an earlier reading; the peak of memory is that of this one.
  package func since(_ opening: ResourceUsage) -> ResourceUsage {
    var usage = self
    usage.cpuSeconds = max(0, cpuSeconds - opening.cpuSeconds)
    usage.secondsInTicks = max(0, secondsInTicks - opening.secondsInTicks)
    if clock.source == .processClocks {
      usage.clock = .processes(inTicks: usage.secondsInTicks > 0)
    }
    return usage
  }
}
