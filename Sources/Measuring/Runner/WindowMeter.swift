import IIIFBench
package import Launching
package import LoadGenerator
package import Results
import Synchronization
package import Verification

/// Reads a server's CPU time and memory, and the use of the machine, at both ends of each slice of a
/// cell, and adds them up.
package final class WindowMeter: LoadObserver {
  private let meter: (any ResourceMeter)?
  private let observer: any RunObserver
  private let cache: CacheObservation?
  private let state = Mutex(State())

  private struct State {
    var opening: ResourceUsage?
    var usage: ResourceUsage?
    var openingOfMachine: MachineUse.Reading?
    var machine = MachineUse()
    /// The part of the cell that a slice makes up, from 0 to 1.
    var part = 0.0...1.0
  }

  /// Observes a server, and its cache if that is wanted.
  package init(
    server: any RunningServer, observer: any RunObserver, cache: CacheObservation? = nil
  ) {
    meter = server.meter
    self.observer = observer
    self.cache = cache
  }

  /// Says which part of the cell the next slice makes up, from 0 to 1.
  package func beginSlice(part: ClosedRange<Double>) {
    state.withLock { $0.part = part }
  }

  package func windowWillOpen() {
    meter?.resetPeak()
    let reading = meter?.read()
    let machine = MachineUse.Reading.now(server: seconds(of: reading))
    state.withLock { ($0.opening, $0.openingOfMachine) = (reading, machine) }
    cache?.begin(.window)
  }

  /// The server's CPU seconds on this machine; nil if they are unknown.
  private func seconds(of usage: ResourceUsage?) -> Double? {
    guard let meter else { return nil }
    return meter.isOnThisMachine ? usage?.cpuSeconds : 0
  }

  package func windowDidClose() {
    cache?.begin(.uncounted)
    let reading = meter?.read()
    let machine = MachineUse.Reading.now(server: seconds(of: reading))
    meter?.holdPeak()
    state.withLock { state in
      if let opening = state.openingOfMachine, let machine {
        state.machine.add(from: opening, to: machine)
      }
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

  /// Other use of the machine over all slices; nil if it cannot be read.
  package var otherLoad: OtherLoad? { state.withLock(\.machine.otherLoad) }
}

extension ResourceUsage {
  /// The sum of two windows' CPU time, and the greater one of their peaks.
  fileprivate func added(to earlier: ResourceUsage?) -> ResourceUsage {
    guard let earlier else { return self }
    var sum = self
    sum.cpuSeconds += earlier.cpuSeconds
    sum.secondsInTicks += earlier.secondsInTicks
    sum.instructions = earlier.instructions.flatMap { earlier in instructions.map { $0 + earlier } }
    sum.peakMemory = max(peakMemory, earlier.peakMemory)
    if earlier.secondsInTicks > 0 { sum.clock = earlier.clock }
    return sum
  }
}
