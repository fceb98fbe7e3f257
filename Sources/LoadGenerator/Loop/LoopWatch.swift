/// Watches how busy one event loop is in the measured window.
struct LoopWatch: Sendable {
  private var cpuAtOpening: Nanoseconds?
  private var cpuAtClosing: Nanoseconds?
  private var openedAt: Nanoseconds = 0
  private var closedAt: Nanoseconds = 0
  /// The longest turn, without its wait.
  private(set) var longestTurn: Nanoseconds = 0
  /// Requests that were due and never sent.
  var unsent = 0

  /// Notes the CPU time at the first look behind either end of the window.
  mutating func look(at now: Nanoseconds, opensAt: Nanoseconds, closesAt: Nanoseconds) {
    if cpuAtOpening == nil, now >= opensAt {
      cpuAtOpening = Clock.threadCPU()
      openedAt = now
    }
    if cpuAtOpening != nil, cpuAtClosing == nil, now >= closesAt { close(at: now) }
  }

  /// Notes the CPU time of a loop that ends.
  mutating func close(at now: Nanoseconds) {
    guard cpuAtClosing == nil else { return }
    cpuAtClosing = Clock.threadCPU()
    closedAt = now
  }

  /// Takes a turn of the loop.
  mutating func turned(at now: Nanoseconds, began: Nanoseconds, waited: Nanoseconds) {
    guard cpuAtOpening != nil, cpuAtClosing == nil else { return }
    longestTurn = max(longestTurn, now - began - waited)
  }

  /// CPU time within the window.
  var cpu: Nanoseconds {
    guard let cpuAtOpening, let cpuAtClosing else { return 0 }
    return cpuAtClosing - cpuAtOpening
  }

  /// CPU time over time, from 0 to 1.
  var cpuShare: Double {
    closedAt > openedAt ? min(1, Double(cpu) / Double(closedAt - openedAt)) : 0
  }
}
