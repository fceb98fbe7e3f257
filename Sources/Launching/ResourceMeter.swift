package import Results
import Support
import Foundation
import Glibc
import Synchronization

/// Reads what a server uses.
///
/// Both calls are quick and do not wait, so that they can stand at the edges of a measured window.
package protocol ResourceMeter: Sendable {
  /// CPU time since the server's start, and the most memory since the last reset; nil where they
  /// cannot be read.
  func read() -> ResourceUsage?
  /// Begins a new peak of memory.
  func resetPeak()
  /// Ends the peak of memory: until the next one begins, reading costs nothing in between.
  func holdPeak()
  /// Whether the CPU time of every request is counted to the microsecond, so that single requests can
  /// be compared. Clocks of processes show a process that a request starts in ticks only.
  var isExact: Bool { get }
}

extension ResourceMeter {
  /// Does nothing, for meters that do not sample.
  package func holdPeak() {}
}

/// What is counted together as one server.
package enum ResourceSource: Sendable {
  /// A control group.
  case group(ControlGroup)
  /// A session and what descends from it.
  case session(Session)
  /// A process and what descends from it.
  case tree(Int32)

  /// CPU time and memory of now, as a usage whose peak is of this moment; `times` holds what was read
  /// before of processes that are not in a control group.
  ///
  /// Without a control group, memory is what is neither shared nor backed by a file.
  package func read(_ times: inout ProcessTimes) -> ResourceUsage? {
    if case .group(let group) = self {
      guard let seconds = group.cpuSeconds else { return nil }
      return ResourceUsage(
        cpuSeconds: seconds, peakMemory: group.workingSet ?? Self.memory(of: group.processes),
        clock: CPUClock(source: .controlGroup, resolution: group.cpuResolution))
    }
    let members = members()
    let running = members.filter(\.runs).map(\.id)
    guard !running.isEmpty else { return nil }
    let total = times.take(members.map(ProcessTimes.Reading.init))
    return ResourceUsage(
      cpuSeconds: Double(total.nanoseconds) / 1e9, peakMemory: Self.memory(of: running),
      clock: .processes(inTicks: total.inTicks > 0), secondsInTicks: Double(total.inTicks) / 1e9)
  }

  /// The processes of now that have not ended.
  package func processes() -> [ProcessStat] {
    members().filter(\.runs)
  }

  /// The processes of now, with those that have ended and are not yet reaped.
  private func members() -> [ProcessStat] {
    switch self {
    case .group(let group): group.processes.compactMap { ProcessStat(of: $0) }
    case .session(let session): ProcessTable.now().members(of: session)
    case .tree(let root): ProcessTable.now().tree(of: root)
    }
  }

  /// Processes that the kernel has killed for lack of memory; nil without a control group.
  package var outOfMemoryKills: Int? {
    guard case .group(let group) = self else { return nil }
    return group.outOfMemoryKills
  }

  private static func memory(of processes: [Int32]) -> Int {
    processes.reduce(0) { sum, id in
      let anonymous = SystemFile.number("/proc/\(id)/status", of: "RssAnon:") ?? 0
      let shared = SystemFile.number("/proc/\(id)/status", of: "RssShmem:") ?? 0
      return sum + Int(anonymous + shared) * 1024
    }
  }
}

/// Reads a source ten times a second and keeps the most memory that it saw.
///
/// The kernel's own peak of a control group is of no use here: it includes the file cache, which
/// grows with the images that were read, whoever serves them.
package final class SamplingMeter: ResourceMeter {
  /// What is read.
  package let source: ResourceSource
  private let state = Mutex(State())

  private struct State {
    var times = ProcessTimes()
    var peak = 0
    var last: ResourceUsage?
    var sampling: Task<Void, Never>?
    /// Whether nothing is sampled, so that an idle server costs no CPU while others are measured.
    var isHeld = false
  }

  /// Starts to sample.
  package init(_ source: ResourceSource) {
    self.source = source
    let sampling = Task.detached(priority: .utility) { [weak self] in
      while !Task.isCancelled, let meter = self {
        meter.sample()
        try? await Task.sleep(for: .milliseconds(100))
      }
    }
    state.withLock { $0.sampling = sampling }
  }

  deinit {
    state.withLock { $0.sampling?.cancel() }
  }

  private func sample() {
    if !state.withLock({ $0.isHeld }) { _ = read() }
  }

  package func read() -> ResourceUsage? {
    // Read under the lock: the clocks of processes must come in the order in which they were read.
    state.withLock { state in
      guard var usage = source.read(&state.times) else { return state.last }
      state.peak = max(state.peak, usage.peakMemory)
      usage.peakMemory = state.peak
      state.last = usage
      return usage
    }
  }

  package var isExact: Bool {
    if case .group = source { true } else { false }
  }

  package func resetPeak() {
    state.withLock { ($0.peak, $0.isHeld) = (0, false) }
  }

  package func holdPeak() {
    state.withLock { $0.isHeld = true }
  }

  /// Stops to sample; the last figures stay readable.
  package func finish() {
    state.withLock { $0.sampling?.cancel() }
  }
}
