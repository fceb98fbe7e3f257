package import Measuring
import IIIFBench
import Synchronization

/// Shows preparations on one line of a terminal, which it overwrites.
package final class StatusLine: ProgressDisplay {
  private struct State {
    var lastDrawn = -Double.infinity
    var lineIsOpen = false
    var isFinished = false
  }

  private static let secondsBetweenLines = 0.1

  private let state = Mutex(State())
  private let columns: @Sendable () -> Int
  private let now: @Sendable () -> Double
  private let write: @Sendable (String) -> Void

  /// Creates a line.
  ///
  /// - Parameters:
  ///   - columns: The current width of the terminal.
  ///   - now: Seconds on a monotonic clock.
  ///   - write: Writes to the terminal.
  package init(
    columns: @escaping @Sendable () -> Int, now: @escaping @Sendable () -> Double,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.columns = columns
    self.now = now
    self.write = write
  }

  /// Handles an event; preparations are drawn at most ten times per second.
  package func observe(_ event: RunEvent) {
    state.withLock { state in
      switch event {
      case .preparing(let text): draw(text, &state)
      case .advancing(let text, let detail, let done, let total):
        draw(advance(text, detail: detail, done: done, total: total), &state)
      case .starting(let server, _): draw("starting \(server)", &state)
      case .warning(let text): put("warning: \(text)", &state)
      case .planned, .cellBegan, .cellProgressed, .cellEnded: break
      }
    }
  }

  /// Writes a permanent line.
  package func note(_ line: String) {
    state.withLock { put(line, &$0) }
  }

  /// Removes the line.
  package func finish() {
    state.withLock { state in
      clear(&state)
      state.isFinished = true
    }
  }

  private func advance(_ text: String, detail: String, done: Int, total: Int) -> String {
    let bar = ProgressBar(done: done, total: total).text(columns: columns() >= 70 ? 20 : 0)
    let words = detail.isEmpty ? text : "\(text), \(detail)"
    return "\(bar)\(bar.isEmpty ? "" : " ")\(done) of \(total)  \(words)"
  }

  private func draw(_ text: String, _ state: inout State) {
    let time = now()
    guard !state.isFinished, time - state.lastDrawn >= Self.secondsBetweenLines else { return }
    state.lastDrawn = time
    state.lineIsOpen = true
    write("\r\u{1B}[2K" + DisplayWidth.truncate(text, to: columns() - 1))
  }

  private func put(_ line: String, _ state: inout State) {
    clear(&state)
    write(line + "\n")
  }

  private func clear(_ state: inout State) {
    guard state.lineIsOpen else { return }
    state.lineIsOpen = false
    write("\r\u{1B}[2K")
  }
}
