import Foundation
import Glibc
import Synchronization

/// Reads what a server uses.
///
/// Both calls are quick and do not wait, so that they can stand at the edges of a measured window.
public protocol ResourceMeter: Sendable {
  /// CPU time since the server's start, and the most memory since the last reset; nil where they
  /// cannot be read.
  func read() -> ResourceUsage?
  /// Begins a new peak of memory.
  func resetPeak()
  /// Whether CPU time is counted to the microsecond, so that single requests can be told apart.
  var isExact: Bool { get }
}

/// What is counted together as one server.
enum ResourceSource: Sendable {
  /// A control group.
  case group(ControlGroup)
  /// A session and what descends from it.
  case session(Session)
  /// A process and what descends from it.
  case tree(Int32)

  /// CPU seconds and memory in bytes of now.
  ///
  /// Without a control group, the time of an ended process counts when its parent has reaped it
  /// and lives, and memory is what is neither shared nor backed by a file.
  func read() -> (cpuSeconds: Double, memory: Int)? {
    if case .group(let group) = self {
      guard let seconds = group.cpuSeconds else { return nil }
      return (seconds, group.workingSet ?? Self.memory(of: group.processes))
    }
    let members = processes()
    guard !members.isEmpty else { return nil }
    let ticks = members.reduce(0) { $0 + $1.ownTicks + $1.childTicks }
    let perSecond = Double(sysconf(Int32(_SC_CLK_TCK)))
    return (Double(ticks) / perSecond, Self.memory(of: members.map(\.id)))
  }

  /// The processes of now that have not ended.
  func processes() -> [ProcessStat] {
    let members =
      switch self {
      case .group(let group): group.processes.compactMap { ProcessStat(of: $0) }
      case .session(let session): ProcessTable.now().members(of: session)
      case .tree(let root): ProcessTable.now().tree(of: root)
      }
    return members.filter(\.runs)
  }

  /// Processes that the kernel has killed for want of memory; nil without a control group.
  var outOfMemoryKills: Int? {
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
final class SamplingMeter: ResourceMeter {
  /// What is read.
  let source: ResourceSource
  private let state = Mutex(State())

  private struct State {
    var peak = 0
    var last: ResourceUsage?
    var sampling: Task<Void, Never>?
  }

  /// Starts to sample.
  init(_ source: ResourceSource) {
    self.source = source
    let sampling = Task.detached(priority: .utility) { [weak self] in
      while !Task.isCancelled, let meter = self {
        _ = meter.read()
        try? await Task.sleep(for: .milliseconds(100))
      }
    }
    state.withLock { $0.sampling = sampling }
  }

  deinit {
    state.withLock { $0.sampling?.cancel() }
  }

  func read() -> ResourceUsage? {
    guard let now = source.read() else { return state.withLock { $0.last } }
    return state.withLock { state in
      state.peak = max(state.peak, now.memory)
      let usage = ResourceUsage(cpuSeconds: now.cpuSeconds, peakMemory: state.peak)
      state.last = usage
      return usage
    }
  }

  var isExact: Bool {
    if case .group = source { true } else { false }
  }

  func resetPeak() {
    state.withLock { $0.peak = 0 }
  }

  /// Stops to sample; the last figures stay readable.
  func finish() {
    state.withLock { $0.sampling?.cancel() }
  }
}
