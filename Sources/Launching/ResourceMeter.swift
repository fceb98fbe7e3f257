package import Results
import Support
import Foundation
import Glibc
import Synchronization

/// Reads the resources that a server uses.
///
/// The calls do not wait, so that they can stand at the edges of a measured window.
package protocol ResourceMeter: Sendable {
  /// CPU time since the server's start and peak memory since the last reset; nil if they cannot be
  /// read.
  func read() -> ResourceUsage?
  /// Resets the peak of memory.
  func resetPeak()
  /// Keeps the peak of memory and stops sampling until the next reset.
  func holdPeak()
  /// Whether the server uses the processors of this machine.
  var isOnThisMachine: Bool { get }
  /// Whether CPU time is counted to the microsecond, so that single requests can be compared.
  /// Process clocks count a process that a request starts in ticks only.
  var isExact: Bool { get }
}

extension ResourceMeter {
  /// True, for all meters but those of other machines.
  package var isOnThisMachine: Bool { true }
  /// Does nothing, for meters that do not sample.
  package func holdPeak() {}
}

/// The processes that count as one server.
package enum ResourceSource: Sendable {
  /// A control group.
  case group(ControlGroup)
  /// A session and its descendants.
  case session(Session)
  /// A process and its descendants.
  case tree(Int32)

  /// The current CPU time and memory; `times` holds the earlier readings of processes.
  ///
  /// Without a control group, memory is anonymous memory: neither shared nor backed by a file.
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

  /// The processes that have not ended.
  package func processes() -> [ProcessStat] {
    members().filter(\.runs)
  }

  /// The processes, with those that have ended and are not yet reaped.
  private func members() -> [ProcessStat] {
    switch self {
    case .group(let group): group.processes.compactMap { ProcessStat(of: $0) }
    case .session(let session): ProcessTable.now().members(of: session)
    case .tree(let root): ProcessTable.now().tree(of: root)
    }
  }

  /// Processes that the kernel has killed because memory ran out; nil without a control group.
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

/// Reads a source ten times a second and keeps the peak of memory.
///
/// The kernel's own peak of a control group is not used: it includes the file cache, which grows with
/// the images that are read.
package final class SamplingMeter: ResourceMeter {
  /// The processes that are read.
  package let source: ResourceSource
  /// Counts instructions; nil if the system does not offer that.
  private let instructions: PerformanceCounter?
  private let state = Mutex(State())

  private struct State {
    var times = ProcessTimes()
    var peak = 0
    var last: ResourceUsage?
    var sampling: Task<Void, Never>?
    /// Whether sampling is suspended, so that an idle server costs no CPU while others are
    /// measured.
    var isHeld = false
  }

  /// Starts sampling.
  package init(_ source: ResourceSource) {
    self.source = source
    if case .group(let group) = source {
      instructions = group.eventFolder.flatMap {
        PerformanceCounter(.instructions, of: .group(folder: $0))
      }
    } else {
      instructions = nil
    }
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
    // Under the lock, because readings of process clocks must be added in order.
    state.withLock { state in
      guard var usage = source.read(&state.times) else { return state.last }
      state.peak = max(state.peak, usage.peakMemory)
      usage.peakMemory = state.peak
      usage.instructions = instructions?.read()
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

  /// Stops sampling; the last figures stay readable.
  package func finish() {
    state.withLock { $0.sampling?.cancel() }
  }
}
