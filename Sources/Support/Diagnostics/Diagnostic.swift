/// An error or a warning at one place in a file.
///
/// The message says what was found and what was expected; ``DiagnosticFormat`` adds the place.
package struct Diagnostic: Codable, Hashable, Sendable {
  /// The severity of a diagnostic.
  package enum Severity: String, Codable, Hashable, Sendable {
    /// The file cannot be used.
    case error
    /// The file can be used but may not do what its author meant.
    case warning
  }

  /// The file's path, as it was given.
  package var file: String
  /// The line, from 1.
  package var line: Int
  /// The character within the line, from 1.
  package var column: Int
  /// The severity.
  package var severity: Severity
  /// The problem and its remedy.
  package var message: String
  /// The text of the line; empty if the problem is the file itself.
  package var sourceLine: String

  /// Creates a diagnostic.
  package init(
    file: String, line: Int = 1, column: Int = 1, severity: Severity = .error, message: String,
    sourceLine: String = ""
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.message = message
    self.sourceLine = sourceLine
  }
}

extension Collection<Diagnostic> {
  /// Whether any of them is an error.
  package var hasErrors: Bool { contains { $0.severity == .error } }
}

/// A place in a file; both numbers count from 1.
package struct SourceLocation: Hashable, Sendable {
  package var line: Int
  package var column: Int

  /// Creates a source location.
  package init(
    line: Int, column: Int
  ) {
    self.line = line
    self.column = column
  }
  package static let start = SourceLocation(line: 1, column: 1)
}

extension SourceLocation: Comparable {
  package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
