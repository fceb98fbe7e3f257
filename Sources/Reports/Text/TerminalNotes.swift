import Decisions
import IIIFBench
import Results

/// The paragraphs of a terminal's report around the tables of figures.
struct TerminalNotes {
  var result: BenchmarkResult
  var summary: ResultSummary
  var audit: EquivalenceAudit
  var marks: WorkMarks
  var verdicts: Verdicts
  var width: Int
  var style: TextStyle

  private static let namedCells = 3

  /// The reasons of cells without figures, and the meaning of marks.
  func footnotes(_ reasons: [String]) -> [String] {
    var lines = reasons.enumerated().flatMap { index, reason in
      hanging("[\(index + 1)] ", reason)
    }
    let times = summary.cells.map(\.responseTimes)
    if times.contains(where: { !$0.isEmpty && !PercentileText.allows($0, .p99) }) {
      lines += hanging("\(PercentileText.mark) ", PercentileText.note)
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  /// The answers of all loads.
  func answers(_ overview: Overview) -> [String] {
    var lines = ["", style(.heading, "Answers")]
    for (index, load) in overview.loads.enumerated() {
      if index > 0 { lines.append("") }
      lines += DisplayWidth.wrap(load.sentence, to: width)
      let grids = [load.servers, load.formats].compactMap(\.self)
      for grid in grids {
        lines += [""] + TerminalGrid(grid: grid, width: width, style: style).lines
      }
      if let legend = grids.first?.legend {
        lines += DisplayWidth.wrap(legend, to: width).map { style(.secondary, $0) }
      }
    }
    if let unsupported = overview.unsupported {
      lines += [""] + DisplayWidth.wrap("Not supported: \(unsupported).", to: width)
    }
    return lines + list("Not compared", overview.exceptions, .warning)
      + list("Open comparisons", overview.open, .heading)
      + list("CPU time at the same speed", overview.cpu, .heading)
  }

  /// The answers in short, for the end of a long report.
  func conclusion(_ overview: Overview) -> [String] {
    ["", style(.heading, "In short")]
      + overview.loads.flatMap { DisplayWidth.wrap($0.sentence, to: width) }
  }

  /// The caches that are measured on purpose.
  var caches: [String] {
    list("Caches", CacheWords.all(in: summary).map { "\($0.subject): \($0.text)." }, .heading)
  }

  /// The times of parts of iterations.
  var parts: [String] {
    list(
      "Parts of iterations",
      PartTime.times(in: summary.cells).map { "\($0.title): \($0.figures ?? "never valid")" },
      .heading)
  }

  /// The differences of work with their operations and formats, and their prices.
  var differences: [String] {
    let findings = audit.workFindings
    guard !findings.isEmpty else { return [] }
    return ["", style(.warning, "\(TerminalLayout.workMark) Different work")]
      + (marks.cells.isEmpty ? [] : DisplayWidth.wrap(WorkMarks.legend, to: width))
      + findings.flatMap { finding in
        hanging("- ", "\(finding.sentence) (\(subject(finding.subjects)))")
      } + WorkWords.prices(verdicts).flatMap { hanging("- ", $0) }
  }

  /// Missed thresholds, and thresholds without a figure.
  func missed(_ thresholds: ThresholdReport) -> [String] {
    list(
      "Thresholds missed", thresholds.misses.map(\.message) + thresholds.idle.map(\.idleMessage),
      .error)
  }

  /// Errors by kind and server, with the first examples of each.
  var errors: [String] {
    let groups = ErrorGroup.groups(in: summary.cells)
    guard !groups.isEmpty else { return [] }
    return ["", style(.error, "Errors")] + groups.flatMap(lines(of:))
  }

  /// Where more users stop to pay.
  var curves: [String] {
    list("Over load", LoadCurveText.sentences(LoadCurve.curves(of: summary)), .heading)
  }

  /// The warnings of the run.
  var warnings: [String] { list("Warnings", RunSentence.warnings(result), .warning) }

  /// Remarks about cells without repetition.
  var remarks: [String] {
    list(
      "Remarks",
      Remark.remarks(in: summary).map { "\($0.text) (\($0.subject(naming: Self.namedCells)))" },
      .warning)
  }

  private func list(_ title: String, _ items: [String], _ role: TextStyle.Role) -> [String] {
    guard !items.isEmpty else { return [] }
    return ["", style(role, title)] + items.flatMap { hanging("- ", $0) }
  }

  private func subject(_ subjects: [String]) -> String {
    guard subjects.count > Self.namedCells else { return subjects.joined(separator: "; ") }
    return subjects.prefix(Self.namedCells).joined(separator: "; ")
      + "; and \(subjects.count - Self.namedCells) more"
  }

  private func lines(of group: ErrorGroup) -> [String] {
    let head = "\(group.server): \(Quantity.count(group.count)) × \(group.kind) in \(group.place)"
    guard !group.examples.isEmpty else { return hanging("- ", head) }
    return hanging("- ", head + ", for example") + group.examples.flatMap(lines(of:))
  }

  private func lines(of example: ErrorExample) -> [String] {
    ["  \(example.url)"] + hanging("    ", "(\(example.circumstances))")
      + hanging("    expected ", example.expected) + hanging("    found    ", example.found)
      + example.log.flatMap { hanging("    log      ", $0) }
  }

  private func hanging(_ mark: String, _ text: String) -> [String] {
    let indent = DisplayWidth.of(mark)
    let lines = DisplayWidth.wrap(text, to: width - indent)
    return lines.enumerated().map { index, line in
      (index == 0 ? mark : String(repeating: " ", count: indent)) + line
    }
  }
}
