import ArgumentParser
import Foundation
import IIIFBench
import Reports

/// Flags for the display of progress.
struct ProgressOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Show no progress; warnings are still written.")
  var quiet = false

  /// A display for preparations: a status line on a terminal, lines of text elsewhere.
  func display() -> any ProgressDisplay {
    guard !quiet, Terminal.errorIsScreen else { return log(LiveState(study: "", blocks: 1)) }
    return StatusLine(
      columns: { Terminal.errorSize.columns }, now: monotonicSeconds,
      write: { standardError($0, terminator: "") })
  }

  /// A display for a run: the live view on a terminal, lines of text elsewhere.
  func display(of study: Study) -> any ProgressDisplay {
    let state = LiveState(study: study.name, blocks: study.blocks.maximum)
    return !quiet && Terminal.errorIsScreen ? LiveScreen(state) : log(state)
  }

  private func log(_ state: LiveState) -> ProgressLog {
    ProgressLog(state, isQuiet: quiet, now: monotonicSeconds) { standardError($0) }
  }
}

extension ProgressDisplay {
  /// Runs a command's work and then finishes the display, also after an error.
  ///
  /// A note announces an interruption, since stopping servers takes a moment.
  ///
  /// - Throws: The error of the work.
  func whileShown<Value>(_ work: () async throws -> Value) async throws -> Value {
    defer { finish() }
    return try await withTaskCancellationHandler(operation: work) {
      note("interrupted: stopping what was started")
    }
  }
}

/// Seconds of a monotonic clock.
@Sendable func monotonicSeconds() -> Double { ProcessInfo.processInfo.systemUptime }
