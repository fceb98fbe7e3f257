import Foundation

/// The output formats of diagnostics.
package enum DiagnosticFormat: String, CaseIterable, Sendable {
  /// Compiler style: place, message, source line and caret.
  case text
  /// Workflow commands, which GitHub shows next to the lines of a pull request.
  case github
  /// A JSON array.
  case json

  /// Renders diagnostics; each line ends with a newline.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    switch self {
    case .text: diagnostics.map(\.text).joined()
    case .github: diagnostics.map(\.workflowCommand).joined()
    case .json: json(diagnostics)
    }
  }

  private func json(_ diagnostics: [Diagnostic]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(diagnostics) else { return "[]\n" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

extension Diagnostic {
  fileprivate var text: String {
    var lines = ["\(file):\(line):\(column): \(severity.rawValue): \(message)"]
    if !sourceLine.isEmpty {
      let excerpt = Excerpt(line: sourceLine, column: column)
      lines += [excerpt.text, excerpt.caret]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  fileprivate var workflowCommand: String {
    let place = "file=\(escapedProperty(file)),line=\(line),col=\(column)"
    return "::\(severity.rawValue) \(place)::\(escapedData(message))\n"
  }
}

/// The part of a line around a column, short enough for a terminal, with a caret below it.
private struct Excerpt {
  static let width = 120

  var text: String
  var caret: String

  init(line: String, column: Int) {
    let scalars = Array(line.unicodeScalars)
    let index = min(max(0, column - 1), scalars.count)
    let start = scalars.count <= Self.width ? 0 : max(0, index - Self.width / 2)
    let end = min(scalars.count, start + Self.width)
    let before = start > 0 ? "…" : ""
    let after = end < scalars.count ? "…" : ""
    text = before + Excerpt.printable(scalars[start..<end]) + after
    let padding = scalars[start..<max(start, index)].map { $0 == "\t" ? "\t" : " " }.joined()
    caret = before.map { _ in " " }.joined() + padding + "^"
  }

  private static func printable(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    for scalar in scalars {
      let isControl = scalar.properties.generalCategory == .control && scalar != "\t"
      result.append(isControl ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }
}

/// Escapes the text of a workflow command.
private func escapedData(_ text: String) -> String {
  text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
}

/// Escapes a property of a workflow command, which colons and commas terminate.
private func escapedProperty(_ text: String) -> String {
  escapedData(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
}
