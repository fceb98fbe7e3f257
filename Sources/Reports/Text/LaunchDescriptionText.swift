package import Launching
import LoadGenerator
package import Measuring
import IIIF
import IIIFBench
import Support

/// Describes how a server is started, and its requests.
package struct LaunchDescriptionText: Sendable {
  private let style: TextStyle

  /// Creates a text with or without colour.
  package init(colour: Bool) {
    style = TextStyle(colour: colour)
  }

  /// The commands, variables and files of each way to start a server.
  package func sheet(_ sheet: LaunchDescription) -> String {
    sheet.ways.map { text(of: $0, label: sheet.descriptor.label) }.joined(separator: "\n\n")
  }

  private func text(of way: LaunchDescription.Way, label: String) -> String {
    var text = [style(.heading, "\(label) (\(way.runtime.rawValue))")]
    text += way.commands.map { "  command: \(ShellCommand.text(of: $0))" }
    for (name, value) in way.environment.sorted(by: { $0.key < $1.key }) {
      text.append("  variable: \(name)=\(value)")
    }
    for file in way.files {
      text.append("  file: \(file.path)")
      text += lines(of: file.text).map { "  | \($0)" }
    }
    return text.joined(separator: "\n")
  }

  /// The heading of a version and a format.
  package func heading(_ requests: SampleRequests) -> String {
    let server = requests.server
    return style(
      .heading,
      "\(server.descriptor.label), Image API \(server.api.version.rawValue), "
        + requests.format.name)
  }

  /// The first request of an operation and the number of its requests.
  package func request(
    of operation: String, _ outcome: SampleRequests.Outcome, origin: String
  ) -> String {
    switch outcome {
    case .none(let reason):
      return "  \(operation): none, \(reason)"
    case .targets(let targets):
      let more = targets.count > 1 ? " (the first of \(targets.count))" : ""
      return "  \(operation): \(origin)\(targets.first ?? "")\(more)"
    }
  }

  private func lines(of text: String) -> [Substring] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.last?.isEmpty == true ? lines.dropLast() : lines
  }
}
