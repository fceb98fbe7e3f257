import Launching
import Results

/// The CPU time of a server while only other servers were measured.
struct IdleUse {
  private var cpuSeconds = 0.0
  private var seconds = 0.0
  private var pause: (usage: ResourceUsage, start: ContinuousClock.Instant)?

  /// CPU seconds for one second; nil where there was no such time or it could not be read.
  var share: Double? { seconds > 0 ? cpuSeconds / seconds : nil }

  /// Takes the first reading of a pause.
  mutating func begin(_ usage: ResourceUsage?) {
    pause = usage.map { ($0, .now) }
  }

  /// Takes the last reading of a pause, if one has begun.
  mutating func end(_ usage: ResourceUsage?) {
    defer { pause = nil }
    guard let pause, let usage else { return }
    cpuSeconds += usage.since(pause.usage).cpuSeconds
    seconds += (ContinuousClock.now - pause.start) / .seconds(1)
  }
}
