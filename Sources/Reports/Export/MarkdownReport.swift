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
  private let audit: EquivalenceAudit
  private let marks: WorkMarks
  private let overview: Overview

  /// Prepares the report of a result.
  package init(_ result: BenchmarkResult) {
    let result = result.visible
    self.result = result
    summary = ResultSummary(result)
    verdicts = Verdicts(summary, level: Verdicts.level(of: result.study.blocks))
    thresholds = ThresholdReport(result.study.thresholds, summary: summary)
    audit = EquivalenceAudit(summary)
    marks = WorkMarks(verdicts, audit: audit)
    overview = Overview(result, summary: summary, verdicts: verdicts, marks: marks)
  }

  /// The file's text.
  package var text: String {
    let parts =
      [
        heading, CapacityTable(result)?.markdown ?? "", answers,
        list("Not compared", overview.exceptions),
        list("Open comparisons", overview.open),
        list("CPU time at the same speed", overview.cpu), list("Caches", caches),
        list("Thresholds missed", missed),
        list("Warnings and remarks", cautions), differences,
      ]
      + summary.groups.map(table) + [
        list("Over load", LoadCurveText.sentences(LoadCurve.curves(of: summary)))
      ] + [list("Errors", errors), provenance]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let lines = [RunSentence.text(result)] + RunSentence.certainty(result, verdicts)
    return "# \(escaped(overview.heading))\n\n"
      + lines.map(escaped).joined(separator: "\n\n") + "\n"
  }

  private var answers: String {
    let loads = overview.loads.flatMap { load in
      let grids = [load.servers, load.formats].compactMap(\.self)
      return [escaped(load.sentence)] + grids.map(table)
        + (grids.first.map { [escaped($0.legend)] } ?? [])
    }
    let unsupported = overview.unsupported.map { "Not supported: \(escaped($0))." }
    return "## Answers\n\n"
      + (loads + [unsupported].compactMap(\.self)).map { $0 + "\n" }.joined(separator: "\n")
  }

  private func table(_ grid: ComparisonGrid) -> String {
    let rows = grid.rows.map { row in
      [escaped(row.name)]
        + row.fields.map { field in
          guard let field else { return Quantity.none }
          let lines = grid.lines(of: field).map(escaped).joined(separator: "<br>")
          return field.isMarked ? "\(lines) \(TerminalLayout.workMark)" : lines
        }
    }
    let titles = [grid.corner] + grid.columns
    return "**\(escaped(grid.title))**\n\n"
      + lines([titles.map(escaped), titles.map { _ in "---" }] + rows)
  }

  private var missed: [String] {
    thresholds.misses.map(\.message) + thresholds.idle.map(\.idleMessage)
  }

  private var cautions: [String] {
    RunSentence.warnings(result)
      + Remark.remarks(in: summary).map { "\($0.text) (\($0.subject(naming: 3)))" }
  }

  private var caches: [String] {
    CacheWords.all(in: summary).map { "\($0.subject): \($0.text)." }
  }

  private var differences: String {
    let items =
      audit.workFindings.map { finding in
        "\(finding.sentence) (\(finding.subjects.joined(separator: "; ")))"
      } + WorkWords.prices(verdicts)
    guard !items.isEmpty else { return "" }
    return list(
      "\(TerminalLayout.workMark) Different work",
      (marks.cells.isEmpty ? [] : [WorkMarks.legend]) + items)
  }

  private var errors: [String] {
    ErrorGroup.groups(in: summary.cells).map { group in
      let head = "\(group.server): \(Quantity.count(group.count)) × \(group.kind) in \(group.place)"
      guard !group.examples.isEmpty else { return head }
      return "\(head), for example " + group.examples.map(\.phrase).joined(separator: "; ")
    }
  }

  private func table(_ group: ResultSummary.Group) -> String {
    let measured = group.cells.filter { $0.state == .measured }
    let texts = FigureColumns(measured, verdicts)
    let rowMarks = RowMarks(group, marks)
    let titles = ["load", "server"] + texts.columns.map(\.title)
    let rule = ["---", "---"] + texts.columns.map { _ in "---:" }
    let rows = group.cells.map { cell -> [String] in
      let mark = rowMarks.contains(cell.cell) ? " \(TerminalLayout.workMark)" : ""
      let label = [cell.cell.load.label, cell.cell.serverLabel + mark]
      guard cell.state != .measured else {
        return label + texts.columns.map { texts.text($0, cell) }
      }
      return label + ["\(cell.state.rawValue): \(cell.reason ?? "no reason was given")"]
        + texts.columns.dropFirst().map { _ in "" }
    }
    let title = group.title + (rowMarks.isWhole ? " \(TerminalLayout.workMark)" : "")
    return "## \(escaped(title))\n\n\(lines([titles, rule] + rows.map { $0.map(escaped) }))"
      + "\n\(FigureColumns.legend(of: texts.columns, for: group.cells))\n"
  }

  private func lines(_ rows: [[String]]) -> String {
    rows.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
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
    return list("Environment", servers + [machine, program])
      + "\n    \(ShellCommand.text(of: result.command).replacing("\n", with: " "))\n"
  }

  private func list(_ title: String, _ items: [String]) -> String {
    guard !items.isEmpty else { return "" }
    return "## \(title)\n\n" + items.map { "- \(escaped($0))\n" }.joined()
  }

  private func escaped(_ text: String) -> String { MarkdownText.escaped(text) }
}
