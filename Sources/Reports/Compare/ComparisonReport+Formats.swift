import Decisions
import Foundation
import IIIFBench
import Statistics

extension ComparisonReport {
  /// The table for a terminal.
  package func text(width: Int, colour: Bool) -> String {
    let style = TextStyle(colour: colour)
    let wrapped = { (text: String) in DisplayWidth.wrap(text, to: max(40, width)) }
    var lines = wrapped(title).map { style(.heading, $0) }
    lines += notes.flatMap(wrapped).map { style(.secondary, $0) }
    let table = TextTable(
      headings: labels + ["base", "new", "change"],
      rows: rows.map { $0.label + [$0.base, $0.new, $0.change] })
    let body = table.lines(width: max(40, width))
    lines += ["", style(.secondary, body[0])]
    for (index, group) in table.groups(of: body).enumerated() {
      lines += group.map { rows[index].isSlower ? style(.error, $0) : $0 }
    }
    return (lines + [""] + conclusion.flatMap(wrapped)).map { $0 + "\n" }.joined()
  }

  /// The comparison as Markdown, for a pull request.
  package var markdown: String {
    let titles = labels + ["base", "new", "change"]
    let body = rows.map { row in
      let texts = (row.label + [row.base, row.new, row.change]).map(MarkdownText.escaped)
      return row.isSlower ? texts.dropLast() + ["**\(texts[texts.count - 1])**"] : texts
    }
    let lines = [titles, titles.map { _ in "---" }] + body
    return "### \(MarkdownText.escaped(title))\n\n"
      + lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined() + "\n"
      + (conclusion + notes).map { "- \(MarkdownText.escaped($0))\n" }.joined()
  }

  /// The comparison as JUnit's XML, with a test case per row; "slower" fails.
  package func junit(failingBeyond share: Double) -> String {
    let cases = rows.indices.map { index -> HTML in
      let (row, change) = (rows[index], changes[index])
      let name = row.label.joined(separator: " ")
      let inner: HTML =
        if change.isSlower(byMoreThan: share) {
          "<failure message=\"\(row.change)\">\(row.base) → \(row.new)</failure>"
        } else if change.verdict == nil {
          "<skipped message=\"\(row.change)\"/>"
        } else {
          .empty
        }
      return "<testcase classname=\"\(change.server)\" name=\"\(name)\">\(inner)</testcase>"
    }
    let failures = changes.count { $0.isSlower(byMoreThan: share) }
    let skipped = changes.count { $0.verdict == nil }
    let document: HTML = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="compare">
      <testsuite name="\(title)" tests="\(rows.count)" failures="\(failures)" errors="0" \
      skipped="\(skipped)">
      \(cases.joined(separator: "\n"))
      </testsuite>
      </testsuites>

      """
    return document.markup
  }

  /// The comparison as a JSON value.
  package var json: some Encodable {
    ComparisonRecord(
      kind: kind, title: title, notes: notes, conclusion: conclusion,
      rows: zip(changes, rows).map { ComparisonRecord.Row($0, text: $1.change) })
  }
}

/// The JSON form of a comparison.
private struct ComparisonRecord: Encodable {
  var schema = "iiif-bench-comparison"
  var version = 1
  let kind: ComparisonReport.Kind
  let title: String
  let notes: [String]
  let conclusion: [String]
  let rows: [Row]

  struct Row: Encodable {
    let server: String
    let operation: String
    let format: SourceFormat
    let load: Load
    let figure: String
    let base: Double?
    let new: Double?
    let verdict: String
    let ratio: Double?
    let interval: [Double]?
    let text: String

    init(_ change: CellChange, text: String) {
      server = change.server
      operation = change.operation
      format = change.format
      load = change.load
      figure = change.figure.name
      base = change.figure.value(of: change.base)
      new = change.figure.value(of: change.new)
      self.text = text
      let comparison: CellComparison?
      switch change.outcome {
      case .decided(let decided):
        (verdict, comparison) = (decided.verdict.name, decided)
      case .otherWork(_, let found): (verdict, comparison) = ("not the same work", found)
      case .apart, .absent: (verdict, comparison) = ("not compared", nil)
      case .unexplained(let value):
        (verdict, ratio, interval) = ("cause unknown", value, nil)
        return
      }
      ratio = comparison?.ratio
      interval = comparison.map { [$0.interval.lowerBound, $0.interval.upperBound] }
        .flatMap { $0.allSatisfy(\.isFinite) ? $0 : nil }
    }
  }
}

extension CellComparison.Verdict {
  /// The verdict in JSON.
  fileprivate var name: String {
    switch self {
    case .slower: "slower"
    case .faster: "faster"
    case .level: "level"
    case .undecided: "open"
    }
  }
}

extension ComparedFigure {
  /// The figure in JSON.
  fileprivate var name: String {
    switch self {
    case .answersPerSecond: "answers per second"
    case .iterationsPerSecond: "iterations per second"
    case .responseTime: "median response time in microseconds"
    }
  }

  /// The mean of a cell's figure over its blocks.
  fileprivate func value(of cell: CellSummary) -> Double? {
    switch self {
    case .answersPerSecond: cell.throughput?.mean
    case .iterationsPerSecond: cell.iterationThroughput?.mean
    case .responseTime: cell.medianResponseTime?.mean
    }
  }
}
