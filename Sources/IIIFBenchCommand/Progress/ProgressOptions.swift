import ArgumentParser
import Foundation
import IIIFBench
import Reports

/// Flags that say what is shown while a command works.
struct ProgressOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Show no progress; warnings still go to standard error.")
  var quiet = false

  /// A display for a command that makes things ready: one line in a terminal, lines elsewhere.
  func display() -> any ProgressDisplay {
    guard !quiet, Terminal.errorIsScreen else { return log(LiveState(study: "", blocks: 1)) }
    return StatusLine(
      columns: { Terminal.errorSize.columns }, now: monotonicSeconds,
      write: { standardError($0, terminator: "") })
  }

  /// A display for a run: the live view in a terminal, lines elsewhere.
  func display(of study: Study) -> any ProgressDisplay {
    let state = LiveState(study: study.name, blocks: study.blocks.maximum)
    return !quiet && Terminal.errorIsScreen ? LiveScreen(state) : log(state)
  }

  private func log(_ state: LiveState) -> ProgressLog {
    ProgressLog(state, isQuiet: quiet, now: monotonicSeconds) { standardError($0) }
  }
}

extension ProgressDisplay {
  /// Does the work of a command; the display is finished when it ends, however it ends, and says so
  /// when it has been interrupted and servers are being stopped.
  ///
  /// - Throws: What the work throws.
  func whileShown<Value>(_ work: () async throws -> Value) async throws -> Value {
    defer { finish() }
    return try await withTaskCancellationHandler(operation: work) {
      note("interrupted: stopping what was started")
    }
  }
}

/// Seconds on a clock that runs evenly.
@Sendable func monotonicSeconds() -> Double { ProcessInfo.processInfo.systemUptime }
