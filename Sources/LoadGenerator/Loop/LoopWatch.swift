/// Measures the load of one event loop itself in the measured windows.
struct LoopWatch: Sendable {
  private var cpuAtOpening: Nanoseconds?
  private var openedAt: Nanoseconds = 0
  private var isClosed = true
  /// CPU time in the windows.
  private(set) var cpu: Nanoseconds = 0
  private var time: Nanoseconds = 0
  /// The longest iteration of the loop, without its wait.
  private(set) var longestLoopIteration: Nanoseconds = 0
  /// Requests that were due but never sent.
  var unsent = 0

  /// Begins a slice; unmeasured slices are ignored.
  mutating func begin(isMeasured: Bool) {
    cpuAtOpening = nil
    isClosed = !isMeasured
  }

  /// Reads the CPU time after the window has opened, and after it has closed.
  mutating func update(at now: Nanoseconds, _ window: MeasuredWindow) {
    guard !isClosed else { return }
    if cpuAtOpening == nil, now >= window.opens {
      cpuAtOpening = Clock.threadCPU()
      openedAt = now
    }
    if now >= window.closes { close(at: now) }
  }

  /// Ends the measurement of a window.
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

  /// CPU time divided by time, from 0 to 1.
  var cpuShare: Double { time > 0 ? min(1, Double(cpu) / Double(time)) : 0 }
}
