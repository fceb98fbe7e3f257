import Decisions
import Results
import IIIFBench

/// What stands below the table: reasons, differences of the work, errors with an example of each
/// kind, warnings, remarks.
struct TerminalNotes {
  var result: BenchmarkResult
  var summary: ResultSummary
  var audit: EquivalenceAudit
  var verdicts: Verdicts
  var width: Int
  var style: TextStyle

  private static let namedCells = 3

  /// The reasons of cells without figures, and what a star means.
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

  /// What the comparisons show, in words; nothing where a server stands alone.
  var answers: [String] {
    let comparisons = verdicts.groups.filter { $0.servers.count > 1 || !$0.apart.isEmpty }
    guard !comparisons.isEmpty else { return [] }
    return ["", style(.heading, "Answers")]
      + comparisons.flatMap { comparison in
        let answer = Answer(comparison: comparison)
        return hanging("- ", "\(answer.subject): \(answer.sentence)")
      }
  }

  /// The times of parts of iterations, where operations tell them apart.
  var parts: [String] {
    let times = PartTime.times(in: summary.cells)
    guard !times.isEmpty else { return [] }
    return ["", style(.heading, "Parts of iterations")]
      + times.flatMap { hanging("- ", "\($0.title): \($0.figures ?? "never valid")") }
  }

  /// In what the answers of servers differ, with the operations and formats that it is about.
  var differences: [String] {
    let findings = audit.findings
    guard !findings.isEmpty else { return [] }
    return ["", style(.warning, "\(TerminalLayout.differenceMark) Different answers")]
      + findings.flatMap { finding in
        hanging("- ", "\(finding.sentence) (\(subject(finding.subjects)))")
      }
  }

  /// Thresholds that were missed, or that no figure was held against.
  func missed(_ thresholds: ThresholdReport) -> [String] {
    let messages = thresholds.misses.map(\.message) + thresholds.idle.map(\.idleMessage)
    guard !messages.isEmpty else { return [] }
    return ["", style(.error, "Thresholds missed")] + messages.flatMap { hanging("- ", $0) }
  }

  /// Errors by kind and server, each with an example.
  var errors: [String] {
    let groups = ErrorGroup.groups(in: summary.cells)
    guard !groups.isEmpty else { return [] }
    return ["", style(.error, "Errors")] + groups.flatMap(lines(of:))
  }

  /// The run's warnings.
  var warnings: [String] {
    let texts = RunSentence.warnings(result)
    guard !texts.isEmpty else { return [] }
    return ["", style(.warning, "Warnings")] + texts.flatMap { hanging("- ", $0) }
  }

  /// Remarks about cells, each once, with the cells that it is about.
  var remarks: [String] {
    let remarks = Remark.remarks(in: summary)
    guard !remarks.isEmpty else { return [] }
    return ["", style(.warning, "Remarks")]
      + remarks.flatMap { hanging("- ", "\($0.text) (\($0.subject(naming: Self.namedCells)))") }
  }

  private func subject(_ subjects: [String]) -> String {
    guard subjects.count > Self.namedCells else { return subjects.joined(separator: "; ") }
    return subjects.prefix(Self.namedCells).joined(separator: "; ")
      + "; and \(subjects.count - Self.namedCells) more"
  }

  private func lines(of group: ErrorGroup) -> [String] {
    let head = "\(group.server): \(Quantity.count(group.count)) × \(group.kind) in \(group.place)"
    guard let example = group.example else { return hanging("- ", head) }
    return hanging("- ", head + ", for example")
      + ["  \(example.url)"]
      + hanging("    expected ", example.expected) + hanging("    found    ", example.found)
  }

  private func hanging(_ mark: String, _ text: String) -> [String] {
    let indent = DisplayWidth.of(mark)
    let lines = DisplayWidth.wrap(text, to: width - indent)
    return lines.enumerated().map { index, line in
      (index == 0 ? mark : String(repeating: " ", count: indent)) + line
    }
  }
}
