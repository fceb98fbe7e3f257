import Decisions
package import Results
import IIIFBench

/// The result as a table for a terminal, with everything below it that the reader must know.
package struct TerminalTable: Sendable {
  private let result: BenchmarkResult
  private let summary: ResultSummary
  private let audit: EquivalenceAudit
  private let verdicts: Verdicts
  private let thresholds: ThresholdReport
  private let width: Int
  private let style: TextStyle

  /// Prepares a table of at most so many columns; the caller decides whether the terminal takes
  /// colour.
  package init(_ result: BenchmarkResult, width: Int, colour: Bool) {
    self.result = result
    summary = ResultSummary(result)
    audit = EquivalenceAudit(summary)
    verdicts = Verdicts(summary, level: Verdicts.level(of: result.study.blocks))
    thresholds = ThresholdReport(result.study.thresholds, summary: summary)
    self.width = max(width, 40)
    style = TextStyle(colour: colour)
  }

  /// The table, with a line break behind every line.
  package var text: String {
    let layout = TerminalLayout(
      summary: summary, audit: audit, verdicts: verdicts, width: width)
    var notes = Footnotes()
    var lines = head(legend: TerminalColumn.legend(of: layout.columns, for: summary.cells))
    for group in summary.groups {
      lines.append("")
      lines.append(style(.heading, layout.heading(group.title)))
      lines += rows(of: group, in: layout, notes: &notes)
    }
    lines += paragraphs(footnotes: notes)
    return lines.map { $0 + "\n" }.joined()
  }

  private func head(legend: String) -> [String] {
    let study = result.study
    let loads = study.loads.map(\.label).joined(separator: ", ")
    let setting = "\(RunSentence.windows(study)); \(loads); seed \(result.seed)"
    return wrapped(style(.heading, "\(study.name): \(study.question)"))
      + wrapped(setting).map { style(.secondary, $0) }
      + wrapped(legend).map { style(.secondary, $0) }
      + RunSentence.certainty(result, verdicts).flatMap { wrapped($0) }
  }

  private func rows(
    of group: ResultSummary.Group, in layout: TerminalLayout, notes: inout Footnotes
  ) -> [String] {
    var lines: [String] = []
    var last: Load?
    for cell in group.cells {
      let label = layout.label(of: cell.cell, withLoad: cell.cell.load != last)
      last = cell.cell.load
      switch cell.state {
      case .measured:
        lines.append(label + layout.figures(of: cell, style: style))
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

  private func paragraphs(footnotes: Footnotes) -> [String] {
    let notes = TerminalNotes(
      result: result, summary: summary, audit: audit, verdicts: verdicts, width: width,
      style: style)
    return [
      notes.footnotes(footnotes.texts), notes.answers, notes.parts,
      notes.differences,
      notes.missed(thresholds), notes.errors, notes.warnings, notes.remarks,
    ].flatMap { $0 }
  }

  private func wrapped(_ text: String) -> [String] { DisplayWidth.wrap(text, to: width) }
}

/// Reasons, each with the number under which it stands below the table.
struct Footnotes {
  /// The reasons in the order of their numbers.
  private(set) var texts: [String] = []

  /// The number of a reason, from 1.
  mutating func number(of text: String) -> Int {
    if let index = texts.firstIndex(of: text) { return index + 1 }
    texts.append(text)
    return texts.count
  }
}
