import Decisions
package import Results
import IIIFBench

/// The result for a terminal: the answers, the tables of figures, and notes.
package struct TerminalTable: Sendable {
  private let result: BenchmarkResult
  private let summary: ResultSummary
  private let audit: EquivalenceAudit
  private let verdicts: Verdicts
  private let marks: WorkMarks
  private let thresholds: ThresholdReport
  private let width: Int
  private let style: TextStyle

  /// Prepares a report of at most `width` columns, with or without colour.
  package init(_ result: BenchmarkResult, width: Int, colour: Bool) {
    let result = result.visible
    self.result = result
    summary = ResultSummary(result)
    audit = EquivalenceAudit(summary)
    verdicts = Verdicts(summary, level: Verdicts.level(of: result.study.blocks))
    marks = WorkMarks(verdicts, audit: audit)
    thresholds = ThresholdReport(result.study.thresholds, summary: summary)
    self.width = max(width, 40)
    style = TextStyle(colour: colour)
  }

  /// The report, with a line break after each line.
  package var text: String {
    let layout = TerminalLayout(
      summary: summary, marks: marks, verdicts: verdicts, width: width)
    let overview = Overview(result, summary: summary, verdicts: verdicts, marks: marks)
    let notes = TerminalNotes(
      result: result, summary: summary, audit: audit, marks: marks, verdicts: verdicts,
      width: width, style: style)
    var footnotes = Footnotes()
    var lines = head(overview.heading)
    if let capacity = CapacityTable(result) {
      lines +=
        [""]
        + capacity.text(width: width, colour: style.colour).split(separator: "\n")
        .map(String.init)
    }
    lines += notes.answers(overview)
    lines += ["", style(.heading, "Figures")]
    lines += wrapped(FigureColumns.legend(of: layout.columns, for: summary.cells))
      .map { style(.secondary, $0) }
    for group in summary.groups {
      lines.append("")
      lines += rows(of: group, in: layout, notes: &footnotes)
    }
    lines += [
      notes.footnotes(footnotes.texts), notes.caches, notes.parts, notes.differences,
      notes.curves,
      notes.missed(thresholds),
      notes.errors, notes.warnings, notes.remarks,
    ].joined()
    if summary.groups.count > 1 { lines += notes.conclusion(overview) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func head(_ heading: String) -> [String] {
    let study = result.study
    let loads = study.loads.map(\.label).joined(separator: ", ")
    let setting = "\(RunSentence.windows(study)); \(loads); seed \(result.seed)"
    return wrapped("\(study.name): \(heading)").map { style(.heading, $0) }
      + wrapped(setting).map { style(.secondary, $0) }
      + RunSentence.certainty(result, verdicts).flatMap { wrapped($0) }
  }

  private func rows(
    of group: ResultSummary.Group, in layout: TerminalLayout, notes: inout Footnotes
  ) -> [String] {
    let rowMarks = RowMarks(group, marks)
    let heading = layout.heading(group.title)
    var lines = [
      style(.heading, heading)
        + (rowMarks.isWhole ? style(.warning, " \(TerminalLayout.workMark)") : "")
    ]
    var last: Load?
    for cell in group.cells {
      let label = layout.label(of: cell.cell, withLoad: cell.cell.load != last)
      last = cell.cell.load
      switch cell.state {
      case .measured:
        let isMarked = rowMarks.contains(cell.cell)
        lines.append(label + layout.figures(of: cell, isMarked: isMarked, style: style))
      case .unsupported:
        let number = notes.number(of: cell.reason ?? "no reason was given")
        lines.append(label + style(.secondary, "  unsupported [\(number)]"))
      case .failed:
        let number = notes.number(of: cell.reason ?? "no reason was given")
        lines.append(label + style(.error, "  failed [\(number)]"))
      }
    }
    return lines
  }

  private func wrapped(_ text: String) -> [String] { DisplayWidth.wrap(text, to: width) }
}

/// Reasons with their numbers below the tables.
struct Footnotes {
  /// The reasons in order.
  private(set) var texts: [String] = []

  /// The number of a reason, from 1.
  mutating func number(of text: String) -> Int {
    if let index = texts.firstIndex(of: text) { return index + 1 }
    texts.append(text)
    return texts.count
  }
}
