import Results
package import Launching
import LoadGenerator
package import Measuring
package import Foundation
import IIIF
package import IIIFBench
import Support

/// Describes the trial of one server, step by step.
package struct TrialText: Sendable {
  /// A configuration file of a start, with its template.
  package struct ConfigurationFile: Hashable, Sendable {
    /// The template's path for display.
    package var template: String
    /// The lines of the template.
    package var before: [String]
    /// The filled-in file's path.
    package var path: String
    /// Its lines.
    package var after: [String]

    /// Creates a file.
    package init(template: String, before: [String], path: String, after: [String]) {
      self.template = template
      self.before = before
      self.path = path
      self.after = after
    }
  }

  private let style: TextStyle

  /// Creates a text with or without colour.
  package init(colour: Bool) {
    style = TextStyle(colour: colour)
  }

  /// The start of a server.
  package func start(
    _ record: LaunchRecord?, of label: String, by runtime: Runtime, files: [ConfigurationFile],
    images: URL
  ) -> String {
    var lines = [style(.heading, "\(label) (\(runtime.rawValue))")]
    if let record {
      lines += record.commands.map { "command: \(ShellCommand.text(of: $0))" }
      lines += record.environment.sorted { $0.key < $1.key }
        .map { "variable: \($0.key)=\($0.value)" }
    }
    for file in files { lines += text(of: file) }
    lines.append("images: \(images.path)")
    return indented(lines)
  }

  /// The first answer of the server.
  package func ready(at origin: String, after duration: Duration) -> String {
    "  answers: \(origin) after \(Quantity.duration(microseconds(duration)))"
  }

  /// The heading of a version and a format.
  package func heading(_ server: PlannedServer, format: SourceFormat) -> String {
    style(.heading, "Image API \(server.api.version.rawValue), \(format.name)")
  }

  /// One request and its answer.
  package func exchange(_ exchange: Exchange) -> String {
    let answer = [
      exchange.status.map(String.init) ?? "no answer", exchange.mediaType,
      exchange.size.map { "\($0.width) × \($0.height) px" },
      Quantity.bytes(Double(exchange.bytes)),
      Quantity.duration(microseconds(exchange.duration)),
    ].compactMap(\.self).joined(separator: ", ")
    return VisibleText.of("  \(exchange.method) \(exchange.url)\n    \(answer)")
  }

  /// The outcome of an operation.
  package func verdict(_ result: FeatureResult) -> String {
    let word = result.verdict.trialWord
    let role: TextStyle.Role? =
      result.isFailure ? .error : result.verdict == .supported ? nil : .warning
    let head = "\(result.operation): " + (role.map { style($0, word) } ?? word)
    guard let finding = result.finding else { return head }
    return head
      + VisibleText.of(
        "\n  \(finding.kind): expected \(finding.expected), found \(finding.found)")
  }

  /// The last lines of the server's log.
  package func log(_ lines: [String]) -> String {
    let head = style(.heading, "The server's log")
    return lines.isEmpty
      ? "\(head)\n  It is empty."
      : "\(head), last \(Quantity.counted(lines.count, "line"))\n"
        + lines.map { "  | \(VisibleText.of($0))" }.joined(separator: "\n")
  }

  /// The suggestions of the trial.
  package func advice(_ sentences: [String], about file: String) -> String {
    sentences.isEmpty
      ? "\(file) matches the server."
      : "\(style(.heading, file))\n"
        + sentences.map { "  \(VisibleText.of($0))" }.joined(separator: "\n")
  }

  /// The file's path and the lines that differ from the template.
  private func text(of file: ConfigurationFile) -> [String] {
    let filled = zip(file.before, file.after).enumerated().filter { $1.0 != $1.1 }
    let width = String(file.after.count).count
    return ["file: \(file.path), from \(file.template)"]
      + filled.map { index, lines in
        "  " + DisplayWidth.padLeft(String(index + 1), to: width) + "  " + lines.1
      }
  }

  private func indented(_ lines: [String]) -> String {
    lines.enumerated().map { $0.offset == 0 ? $0.element : "  " + $0.element }
      .joined(separator: "\n")
  }

  private func microseconds(_ duration: Duration) -> Double {
    duration / .microseconds(1)
  }
}

extension FeatureResult.Verdict {
  fileprivate var trialWord: String {
    switch self {
    case .supported: "valid"
    case .unclaimed: "valid, though not claimed"
    case .unsupported: "neither valid nor claimed"
    case .wrong: "WRONG"
    case .crashed: "CRASHED"
    }
  }
}
