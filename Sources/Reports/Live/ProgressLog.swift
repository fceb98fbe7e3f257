package import Measuring
import Results
import IIIFBench
package import Support
import Synchronization

/// Writes a line per preparation and finished measurement, for log files and quiet runs.
package final class ProgressLog: ProgressDisplay {
  private let state: Mutex<LiveState>
  private let lastAdvance = Mutex("")
  private let log: Log
  private let now: @Sendable () -> Double

  /// Creates a log.
  ///
  /// - Parameters:
  ///   - state: The state at the start.
  ///   - log: The log.
  ///   - now: Seconds on a clock that runs evenly.
  package init(
    _ state: LiveState, log: Log, now: @escaping @Sendable () -> Double
  ) {
    self.state = Mutex(state)
    self.log = log
    self.now = now
  }

  /// Handles an event and writes its line.
  package func observe(_ event: RunEvent) {
    state.withLock { state in
      state.take(event, at: now())
      switch event {
      case .warning(let text): log.warning(text)
      case .preparing(let text): log.info(text)
      case .advancing(let text, _, let done, let total):
        advance("\(text) (\(done) of \(total))")
      case .starting(let server, let block): log.debug("starting \(server) for block \(block)")
      case .cellBegan(let cell, let block, _): log.debug("measuring \(cell.label), block \(block)")
      case .cellEnded(let result) where result.state != .unsupported:
        log.info(Self.line(result, state.progress))
      case .planned, .cellProgressed, .cellEnded: break
      }
    }
  }

  /// Writes the line as a warning.
  package func note(_ line: String) { log.warning(line) }

  /// Does nothing, since all lines are complete.
  package func finish() {}

  /// Writes a line only if it differs from the last one.
  private func advance(_ line: String) {
    lastAdvance.withLock { last in
      if line != last { log.info(line) }
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
