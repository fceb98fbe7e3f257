/// Takes up everything that is wrong with one file.
package struct DiagnosticCollector: Sendable {
  /// So many problems of a file are reported; a file with more is broken as a whole.
  package static let limit = 100

  /// A variant whose settings are being checked; what is wrong elsewhere is wrong because of it.
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

  /// Takes a problem of a file, this one or one that belongs to it; the same problem counts once.
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

  /// Whether there are so many problems already that no other would be shown, and looking for more
  /// would only cost time.
  package var isFull: Bool { diagnostics.count > Self.limit }

  /// Counts a problem; the first beyond the limit leaves a note in its place, which is an error, for
  /// such a file is broken as a whole.
  private mutating func hasRoom(for severity: Diagnostic.Severity) -> Bool {
    if severity == .error { errorCount += 1 }
    if diagnostics.count == Self.limit {
      errorCount += 1
      diagnostics.append(
        Diagnostic(
          file: source.path,
          message: "there are more than \(Self.limit) problems; the others are not shown"))
    }
    return diagnostics.count < Self.limit
  }

  /// The diagnostics in the order of their places.
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
