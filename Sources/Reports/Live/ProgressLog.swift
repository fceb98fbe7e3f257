package import Measuring
import Results
import IIIFBench
import Synchronization

/// Writes a line per preparation and finished measurement, for log files and quiet runs.
package final class ProgressLog: ProgressDisplay {
  private let state: Mutex<LiveState>
  private let lastAdvance = Mutex("")
  private let isQuiet: Bool
  private let now: @Sendable () -> Double
  private let write: @Sendable (String) -> Void

  /// Creates a log.
  ///
  /// - Parameters:
  ///   - state: The state at the start.
  ///   - isQuiet: Whether to write warnings only.
  ///   - now: Seconds on a monotonic clock.
  ///   - write: Writes a line.
  package init(
    _ state: LiveState, isQuiet: Bool, now: @escaping @Sendable () -> Double,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.state = Mutex(state)
    self.isQuiet = isQuiet
    self.now = now
    self.write = write
  }

  /// Handles an event and writes its line.
  package func observe(_ event: RunEvent) {
    state.withLock { state in
      state.take(event, at: now())
      switch event {
      case .warning(let text): write("warning: \(text)")
      case .preparing(let text) where !isQuiet: write(text)
      case .advancing(let text, _, let done, let total) where !isQuiet:
        advance("\(text) (\(done) of \(total))")
      case .cellEnded(let result) where !isQuiet && result.state != .unsupported:
        write(Self.line(result, state.progress))
      default: break
      }
    }
  }

  /// Writes the line.
  package func note(_ line: String) { write(line) }

  /// Does nothing, since all lines are complete.
  package func finish() {}

  /// Writes a line only if it differs from the last one.
  private func advance(_ line: String) {
    lastAdvance.withLock { last in
      if line != last { write(line) }
      last = line
    }
  }

  /// `[3/40] NAME crop jp2 10 users, block 1 of 2: 93.2 requests/s, p50 …, 3 min left`.
  private static func line(_ result: CellResult, _ progress: ProgressLine) -> String {
    let left = progress.secondsLeft.map { "; \(Quantity.time(seconds: $0)) left" } ?? ""
    let place = "[\(progress.done)/\(progress.total)] \(result.cell.label), block \(result.block) "
    return place + "of \(progress.blocks): \(outcome(of: result))\(left)"
  }

  private static func outcome(of result: CellResult) -> String {
    guard result.state == .measured else {
      let reason = result.reason?.split(separator: "\n").first.map { ": \($0)" }
      return result.state.rawValue + (reason ?? "")
    }
    let times = result.responseTime.map { times in
      [
        "p50 \(Quantity.duration(Double(times.p50)))",
        "p99 \(Quantity.duration(Double(times.p99)))",
      ]
    }
    let errors = Quantity.counted(result.errorCount, "error")
    return (["\(Quantity.number(result.throughput)) requests/s"] + (times ?? []) + [errors])
      .joined(separator: ", ")
  }
}
