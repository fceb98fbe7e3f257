internal import Foundation
internal import IIIFBench
internal import Reports
import Synchronization

/// Shows the events of a run on standard error: one line that is written over and over on a
/// terminal, a line an event elsewhere.
final class ProgressDisplay: RunObserver {
  private struct State {
    var progress: RunProgress
    var lastDrawn = Date.distantPast
    var lineIsOpen = false
  }

  private let width = Terminal.errorWidth
  private let state: Mutex<State>

  /// Creates a display for a run of so many blocks.
  init(blocks: Int = 1) {
    state = Mutex(State(progress: RunProgress(blocks: blocks)))
  }

  func observe(_ event: RunEvent) {
    state.withLock { state in
      let now = Date()
      state.progress.take(event, at: now)
      if case .warning(let text) = event {
        clear(&state)
        standardError("warning: \(text)")
      }
      if let width {
        draw(&state, width: width, at: now)
      } else {
        write(event, state.progress, at: now)
      }
    }
  }

  /// Ends the line, so that other output begins on one of its own.
  func finish() {
    state.withLock { clear(&$0) }
  }

  private func write(_ event: RunEvent, _ progress: RunProgress, at time: Date) {
    switch event {
    case .preparing(let text): standardError(text)
    case .cellBegan: standardError(progress.line(at: time).plainText)
    case .starting, .cellProgressed, .cellEnded, .warning: break
    }
  }

  private func draw(_ state: inout State, width: Int, at time: Date) {
    guard time.timeIntervalSince(state.lastDrawn) > 0.1 else { return }
    state.lastDrawn = time
    state.lineIsOpen = true
    let line =
      state.progress.preparation.map { String($0.prefix(width - 1)) }
      ?? state.progress.line(at: time).text(width: width - 1)
    standardError("\r\u{1B}[2K\(line)", terminator: "")
  }

  private func clear(_ state: inout State) {
    guard state.lineIsOpen else { return }
    state.lineIsOpen = false
    standardError("\r\u{1B}[2K", terminator: "")
  }
}
