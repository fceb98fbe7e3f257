import ChildProcess
package import Results
import Foundation
import Synchronization

/// Reads a container of another machine from its engine's statistics, about once a second.
///
/// The engine shows the processor share of the last second. The shares are integrated over time, so
/// that the edge of a window is known to about a second.
package final class StatsMeter: ResourceMeter {
  /// The integral of CPU time and the peak of memory.
  package struct Sum: Sendable {
    package var cpuSeconds = 0.0
    package var peak = 0
    package var share = 0.0
    package var last: ContinuousClock.Instant?

    /// Adds a line that came at a time.
    package mutating func take(_ line: StatsLine, at time: ContinuousClock.Instant) {
      if let last { cpuSeconds += line.share * ((time - last) / .seconds(1)) }
      (share, last) = (line.share, time)
      peak = max(peak, line.memory)
    }

    /// CPU seconds up to a time, extrapolated with the last share.
    package func cpuSeconds(at time: ContinuousClock.Instant) -> Double {
      cpuSeconds + (last.map { share * ((time - $0) / .seconds(1)) } ?? 0)
    }
  }

  private static let clock = CPUClock(source: .engineStatistics, resolution: 1)

  package let isExact = false
  package let isOnThisMachine = false
  private let sum = Mutex(Sum())
  private let watching = Mutex<Task<Void, Never>?>(nil)

  /// Starts watching a container.
  package init(container: String, engine: ContainerEngine) {
    let task = Task.detached(priority: .utility) { [weak self] in
      _ = try? await engine.command(["stats", "--format", StatsLine.format, container]).stream {
        [weak self] text in
        guard let line = StatsLine(parsing: text) else { return }
        self?.sum.withLock { $0.take(line, at: .now) }
      }
    }
    watching.withLock { $0 = task }
  }

  deinit {
    finish()
  }

  package func read() -> ResourceUsage? {
    sum.withLock { sum in
      guard sum.last != nil else { return nil }
      return ResourceUsage(
        cpuSeconds: sum.cpuSeconds(at: .now), peakMemory: sum.peak, clock: Self.clock)
    }
  }

  package func resetPeak() {
    sum.withLock { $0.peak = 0 }
  }

  /// Stops watching.
  package func finish() {
    watching.withLock { $0?.cancel() }
  }
}

/// A line of an engine's `stats`.
package struct StatsLine: Hashable, Sendable {
  /// The requested columns.
  package static let format = "{{.CPUPerc}} {{.MemUsage}}"

  /// CPU seconds a second.
  package var share: Double
  /// Memory in bytes.
  package var memory: Int

  /// Reads `12.34% 45.6MiB / 2GiB` among control sequences of terminals; nil for anything else.
  package init?(parsing text: String) {
    let plain = text.replacing(/\u{1B}\[[0-9;]*[A-Za-z]/, with: "")
    guard let match = plain.firstMatch(of: /([0-9.]+)%\s+([0-9.]+)\s?([kKMGT]?)(i?)B/),
      let percent = Double(match.output.1), let number = Double(match.output.2)
    else { return nil }
    let power =
      ["k", "m", "g", "t"].firstIndex(of: match.output.3.lowercased()).map { $0 + 1 } ?? 0
    let unit = match.output.4.isEmpty ? 1000.0 : 1024.0
    share = percent / 100
    memory = Int(number * pow(unit, Double(power)))
  }
}
