import IIIFBench
package import Launching
package import LoadGenerator
package import Results
import Synchronization

/// Reads a server's CPU time and memory at both ends of each slice of a cell, and adds them up.
package final class WindowMeter: LoadObserver {
  private let meter: (any ResourceMeter)?
  private let observer: any RunObserver
  private let state = Mutex(State())

  private struct State {
    var opening: ResourceUsage?
    var usage: ResourceUsage?
    /// The part of the cell that a slice makes up, from 0 to 1.
    var part = 0.0...1.0
  }

  package init(server: any RunningServer, observer: any RunObserver) {
    meter = server.meter
    self.observer = observer
  }

  /// Says which part of the cell the next slice makes up, from 0 to 1.
  package func beginSlice(part: ClosedRange<Double>) {
    state.withLock { $0.part = part }
  }

  package func windowWillOpen() {
    meter?.resetPeak()
    let reading = meter?.read()
    state.withLock { $0.opening = reading }
  }

  package func windowDidClose() {
    let reading = meter?.read()
    meter?.holdPeak()
    state.withLock { state in
      guard let opening = state.opening, let reading else { return }
      state.usage = reading.since(opening).added(to: state.usage)
    }
  }

  package func progressed(_ progress: LoadProgress) {
    var progress = progress
    let part = state.withLock { $0.part }
    progress.fraction =
      part.lowerBound + progress.fraction * (part.upperBound - part.lowerBound)
    observer.observe(.cellProgressed(progress))
  }

  /// CPU seconds and peak memory over all slices; nil where the server cannot be read.
  package var usage: ResourceUsage? { state.withLock(\.usage) }
}

extension ResourceUsage {
  /// The sum of two windows' CPU time, and the greater one of their peaks.
  fileprivate func added(to earlier: ResourceUsage?) -> ResourceUsage {
    guard let earlier else { return self }
    var sum = self
    sum.cpuSeconds += earlier.cpuSeconds
    sum.secondsInTicks += earlier.secondsInTicks
    sum.peakMemory = max(peakMemory, earlier.peakMemory)
    if earlier.secondsInTicks > 0 { sum.clock = earlier.clock }
    return sum
  }
}
