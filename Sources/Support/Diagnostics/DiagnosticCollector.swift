/// Collects the problems of one file.
package struct DiagnosticCollector: Sendable {
  /// The maximum number of problems reported for a file.
  package static let limit = 100

  /// The variant being checked; problems outside its lines name it.
  package struct Variant: Sendable {
    package var name: String
    package var lines: ClosedRange<Int>

    package init(name: String, lines: ClosedRange<Int>) {
      self.name = name
      self.lines = lines
    }
  }

  package let source: SourceText
  package var variant: Variant?
  package private(set) var diagnostics: [Diagnostic] = []
  package private(set) var errorCount = 0
  private var seen: Set<Finding> = []

  private struct Finding: Hashable {
    var file: String
    var line: Int
    var column: Int
    var message: String
  }

  package init(source: SourceText) {
    self.source = source
  }

  package mutating func error(_ message: String, at location: SourceLocation) {
    add(.error, message, at: location, in: source)
  }

  package mutating func warning(_ message: String, at location: SourceLocation) {
    add(.warning, message, at: location, in: source)
  }

  /// Adds a problem of this file or of a file that belongs to it; duplicates are ignored.
  package mutating func add(
    _ severity: Diagnostic.Severity, _ message: String, at location: SourceLocation,
    in text: SourceText
  ) {
    let finding = Finding(
      file: text.path, line: location.line, column: location.column, message: message)
    guard seen.insert(finding).inserted, hasRoom(for: severity) else { return }
    var note = ""
    if let variant, text.path != source.path || !variant.lines.contains(location.line) {
      note = " (in the variant \(variant.name.quoted))"
    }
    diagnostics.append(
      Diagnostic(
        file: text.path, line: location.line, column: location.column, severity: severity,
        message: message + note, sourceLine: text.line(location.line)))
  }

  /// Whether the limit is exceeded, so that further checks are useless.
  package var isFull: Bool { diagnostics.count > Self.limit }

  /// Counts a problem; an error that names the limit replaces the first one beyond it.
  private mutating func hasRoom(for severity: Diagnostic.Severity) -> Bool {
    if severity == .error { errorCount += 1 }
    if diagnostics.count == Self.limit {
      errorCount += 1
      diagnostics.append(
        Diagnostic(
          file: source.path,
          message: "there are more than \(Self.limit) problems; the rest is not shown"))
    }
    return diagnostics.count < Self.limit
  }

  /// The diagnostics ordered by place.
  package var sorted: [Diagnostic] {
    guard diagnostics.count > 1 else { return diagnostics }
    return diagnostics.enumerated()
      .sorted { left, right in
        order(of: left.element, at: left.offset) < order(of: right.element, at: right.offset)
      }
      .map(\.element)
  }
  private func order(of diagnostic: Diagnostic, at index: Int) -> (Int, Int, Int, Int) {
    (diagnostic.file == source.path ? 0 : 1, diagnostic.line, diagnostic.column, index)
  }
}
