/// Watches how busy one event loop is in the measured windows.
struct LoopWatch: Sendable {
  private var cpuAtOpening: Nanoseconds?
  private var openedAt: Nanoseconds = 0
  private var isClosed = true
  /// CPU time within the windows.
  private(set) var cpu: Nanoseconds = 0
  private var time: Nanoseconds = 0
  /// The longest iteration of the loop, without its wait.
  private(set) var longestLoopIteration: Nanoseconds = 0
  /// Requests that were due and never sent.
  var unsent = 0

  /// Begins a slice; one that is not measured is not watched.
  mutating func begin(isMeasured: Bool) {
    cpuAtOpening = nil
    isClosed = !isMeasured
  }

  /// Notes the CPU time at the first look behind either end of the window.
  mutating func look(at now: Nanoseconds, _ window: MeasuredWindow) {
    guard !isClosed else { return }
    if cpuAtOpening == nil, now >= window.opens {
      cpuAtOpening = Clock.threadCPU()
      openedAt = now
    }
    if now >= window.closes { close(at: now) }
  }

  /// Ends the watch over a window.
  mutating func close(at now: Nanoseconds) {
    guard !isClosed, let cpuAtOpening else { return }
    isClosed = true
    cpu += Clock.threadCPU() - cpuAtOpening
    time += now - openedAt
  }

  /// Records an iteration of the loop.
  mutating func iterated(from start: Nanoseconds, to end: Nanoseconds, waited: Nanoseconds) {
    guard !isClosed, cpuAtOpening != nil else { return }
    longestLoopIteration = max(longestLoopIteration, end - start - waited)
  }

  /// CPU time over time, from 0 to 1.
  var cpuShare: Double { time > 0 ? min(1, Double(cpu) / Double(time)) : 0 }
}
