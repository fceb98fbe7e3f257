import Decisions
package import Results
import IIIFBench
import Support

/// The result as Markdown, for a pull request or a paper.
package struct MarkdownReport: Sendable {
  private let result: BenchmarkResult
  private let summary: ResultSummary
  private let thresholds: ThresholdReport
  private let verdicts: Verdicts

  /// Prepares the report of a result.
  package init(_ result: BenchmarkResult) {
    self.result = result
    summary = ResultSummary(result)
    verdicts = Verdicts(summary, level: Verdicts.level(of: result.study.blocks))
    thresholds = ThresholdReport(result.study.thresholds, summary: summary)
  }

  /// The file's text.
  package var text: String {
    let parts =
      [
        heading, list("Thresholds missed", missed), list("Before you compare", cautions), answers,
        list("Different answers", differences),
      ]
      + summary.groups.map(table) + [list("Errors", errors), provenance]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let lines = [RunSentence.text(result)] + RunSentence.certainty(result, verdicts)
    return "# \(escaped(result.study.question))\n\n"
      + lines.map(escaped).joined(separator: "\n\n") + "\n"
  }

  private var answers: String {
    let lines = verdicts.groups.map { comparison in
      let answer = Answer(comparison: comparison)
      return "**\(escaped(answer.subject))**: \(escaped(answer.sentence))"
    }
    return list("Answers", lines, isMarkdown: true)
  }

  private var missed: [String] {
    thresholds.misses.map(\.message) + thresholds.idle.map(\.idleMessage)
  }

  private var cautions: [String] {
    RunSentence.warnings(result)
      + Remark.remarks(in: summary).map { "\($0.text) (\($0.subject(naming: 3)))" }
  }

  private var differences: [String] {
    EquivalenceAudit(summary).findings.map { finding in
      "\(finding.sentence) (\(finding.subjects.joined(separator: "; ")))"
    }
  }

  private var errors: [String] {
    ErrorGroup.groups(in: summary.cells).map { group in
      let head = "\(group.server): \(Quantity.count(group.count)) × \(group.kind) in \(group.place)"
      guard let example = group.example else { return head }
      return "\(head), for example \(example.url): expected \(example.expected), "
        + "found \(example.found)"
    }
  }

  private func table(_ group: ResultSummary.Group) -> String {
    let columns = TerminalColumn.columns(
      for: summary.cells.filter { $0.state == .measured }, verdicts)
    let titles = ["load", "server"] + columns.map(\.title)
    let rule = ["---", "---"] + columns.map { _ in "---:" }
    let rows = group.cells.map { cell -> [String] in
      let label = [cell.cell.load.label, cell.cell.serverLabel]
      guard cell.state != .measured else { return label + columns.map { $0.text(cell) } }
      return label + ["\(cell.state.rawValue): \(cell.reason ?? "no reason was given")"]
        + columns.dropFirst().map { _ in "" }
    }
    let lines = [titles, rule] + rows.map { $0.map(escaped) }
    return "## \(escaped(group.title))\n\n"
      + lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
      + "\n\(TerminalColumn.legend(of: columns, for: group.cells))\n"
  }

  private var provenance: String {
    let servers = result.servers.map { server in
      let descriptor = server.descriptor
      return "\(descriptor.label): \(descriptor.title) \(descriptor.version), "
        + "\(server.runtime.rawValue), "
        + server.provenance.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        .joined(separator: ", ")
    }
    let (host, tool) = (result.host, result.tool)
    let machine =
      "\(host.system), kernel \(host.kernel), \(host.processor), "
      + "\(Quantity.counted(host.processors, "processor")), "
      + "\(Quantity.bytes(Double(host.memory))) of memory"
    let program = ToolText.text(tool)
    return list("How this was made", servers + [machine, program])
      + "\n    \(ShellCommand.text(of: result.command))\n"
  }

  private func list(_ title: String, _ items: [String], isMarkdown: Bool = false) -> String {
    guard !items.isEmpty else { return "" }
    return "## \(title)\n\n"
      + items.map { "- \(isMarkdown ? $0 : escaped($0))\n" }.joined()
  }

  /// The text without what Markdown or HTML would take for its own.
  private func escaped(_ text: String) -> String {
    text.replacing(/[\\`*_\[\]<>|#]/) { "\\\($0.output)" }.replacing(/\s+/, with: " ")
  }
}
