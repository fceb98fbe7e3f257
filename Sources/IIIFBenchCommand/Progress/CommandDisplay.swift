import Measuring
import Reports
import Support

/// Shows the events of a command on the terminal, in the log, or both.
struct CommandDisplay: ProgressDisplay {
  /// The display on the terminal; nil if there is none.
  let screen: (any ProgressDisplay)?
  /// The log of events; nil if the display on the terminal is enough.
  let log: ProgressLog?

  func observe(_ event: RunEvent) {
    let event = event.visible
    screen?.observe(event)
    log?.observe(event)
  }

  func note(_ line: String) {
    let line = VisibleText.of(line)
    screen?.note(line)
    log?.note(line)
  }

  func finish() {
    screen?.finish()
    log?.finish()
  }

  /// Runs a command's work and then finishes the display, also after an error.
  ///
  /// Messages to the log meanwhile appear on the display if it uses standard error as well. A note
  /// announces an interruption, since stopping servers takes a moment.
  ///
  /// - Throws: The error of the work.
  func whileShown<Value>(_ work: () async throws -> Value) async throws -> Value {
    defer { finish() }
    return try await Log.$current.withValue(logDuringDisplay) {
      try await withTaskCancellationHandler(operation: work) {
        note("interrupted: stopping what was started")
      }
    }
  }

  private var logDuringDisplay: Log {
    guard let screen, log == nil else { return .current }
    return Log(level: Log.current.level, write: { screen.note($0) })
  }
}
