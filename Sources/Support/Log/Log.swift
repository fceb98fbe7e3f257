package import Foundation

/// Writes messages as text or as JSON lines, from a level on.
///
/// Code of all rooms writes to ``current``, the log of the running task.
package struct Log: Sendable {
  /// The severity of a message.
  package enum Level: String, CaseIterable, Codable, Comparable, Sendable {
    /// Details for the analysis of a problem.
    case debug
    /// The progress of a command.
    case info
    /// A problem that does not stop the command.
    case warning
    /// A problem that stops the command.
    case error

    /// Orders levels from the least to the most severe.
    package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The notation of a message.
  package enum Format: String, CaseIterable, Sendable {
    /// The message after its level; `info` is omitted.
    case text
    /// An object with `time`, `level` and `message`, on one line.
    case json
  }

  /// The log of the running task; by default text on standard error, from the level `info` on.
  @TaskLocal package static var current = Log()

  /// The level from which on messages are written.
  package let level: Level
  /// The notation of messages.
  package let format: Format
  private let now: @Sendable () -> Date
  private let writeLine: @Sendable (String) -> Void

  /// Creates a log.
  ///
  /// - Parameters:
  ///   - level: The level from which on messages are written.
  ///   - format: The notation of messages.
  ///   - write: Writes a line, to which it adds the newline.
  ///   - now: The time of a message.
  package init(
    level: Level = .info, format: Format = .text,
    write: @escaping @Sendable (String) -> Void = LogDestination.standardError.write,
    now: @escaping @Sendable () -> Date = { .now }
  ) {
    self.level = level
    self.format = format
    self.now = now
    writeLine = write
  }

  /// Writes a detail for the analysis of a problem.
  package func debug(_ message: @autoclosure () -> String) { write(.debug, message()) }

  /// Writes a message about progress.
  package func info(_ message: @autoclosure () -> String) { write(.info, message()) }

  /// Writes a warning.
  package func warning(_ message: @autoclosure () -> String) { write(.warning, message()) }

  /// Writes an error.
  package func error(_ message: @autoclosure () -> String) { write(.error, message()) }

  /// Writes diagnostics, in the text format with source lines.
  package func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      let level: Level = diagnostic.severity == .error ? .error : .warning
      guard level >= self.level else { continue }
      switch format {
      case .text:
        writeLine(
          VisibleText.of(String(DiagnosticFormat.text.render([diagnostic]).dropLast())))
      case .json: writeLine(json(level, diagnostic.message, at: diagnostic))
      }
    }
  }

  private func write(_ level: Level, _ message: @autoclosure () -> String) {
    guard level >= self.level else { return }
    let message = VisibleText.of(message())
    switch format {
    case .text: writeLine(level == .info ? message : "\(level.rawValue): \(message)")
    case .json: writeLine(json(level, message, at: nil))
    }
  }

  private func json(_ level: Level, _ message: String, at place: Diagnostic?) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = Line(
      time: now().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
      level: level, message: message, file: place?.file, line: place?.line, column: place?.column)
    guard let data = try? encoder.encode(line) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  /// A JSON line.
  private struct Line: Encodable {
    var time: String
    var level: Level
    var message: String
    var file: String?
    var line: Int?
    var column: Int?
  }
}
