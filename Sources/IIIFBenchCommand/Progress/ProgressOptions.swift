import ArgumentParser
import Foundation
import IIIFBench
import Reports
import Support

/// Flags for the display of progress and for the log.
struct ProgressOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Show no progress; warnings are still written.")
  var quiet = false

  @OptionGroup var logOptions: LogOptions

  /// The log of the flags.
  ///
  /// - Throws: `StorageError` if its file cannot be opened.
  func log() throws -> Log { try logOptions.log(standard: quiet ? .warning : .info) }

  /// A display for preparations: a status line on a terminal.
  func display() -> CommandDisplay {
    display(LiveState(study: "", blocks: 1)) { _ in
      StatusLine(
        columns: { Terminal.errorSize.columns }, now: monotonicSeconds,
        write: { standardError($0, terminator: "") })
    }
  }

  /// A display for a run: the live view on a terminal.
  func display(of study: Study) -> CommandDisplay {
    display(LiveState(study: study.name, blocks: study.blocks.maximum), screen: LiveScreen.init)
  }

  private func display(
    _ state: LiveState, screen: (LiveState) -> any ProgressDisplay
  ) -> CommandDisplay {
    let usesScreen = Terminal.errorIsScreen && allowsScreen
    let logs = !usesScreen || logOptions.logFile != nil
    return CommandDisplay(
      screen: usesScreen ? screen(state) : nil,
      log: logs ? ProgressLog(state, log: .current, now: monotonicSeconds) : nil)
  }

  /// Whether standard error is free for a display that overwrites lines.
  ///
  /// JSON lines and details on standard error are not mixed with a display.
  private var allowsScreen: Bool {
    guard !quiet else { return false }
    let isStandardLog = logOptions.logFormat == .text && (logOptions.logLevel ?? .info) == .info
    return isStandardLog || logOptions.logFile != nil
  }
}

/// Seconds of a monotonic clock.
@Sendable func monotonicSeconds() -> Double { ProcessInfo.processInfo.systemUptime }
