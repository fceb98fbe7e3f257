import Decisions
import LoadGenerator
package import Results
import IIIFBench

/// The result in JUnit's XML format, with a test case per cell.
///
/// A test case fails if the cell failed, has errors, or misses a threshold.
package struct JUnitReport: Sendable {
  private let result: BenchmarkResult
  private let summary: ResultSummary
  private let thresholds: ThresholdReport

  /// Prepares the report of a result.
  package init(_ result: BenchmarkResult) {
    let result = result.visible
    self.result = result
    summary = ResultSummary(result)
    thresholds = ThresholdReport(result.study.thresholds, summary: summary)
  }

  /// The file's text.
  package var text: String {
    let suites = summary.groups.map { suite($0.title, cases: $0.cells.map(testCase)) }
    let idle = thresholds.idle.map { threshold in
      TestCase(
        markup: """
          <testcase classname="thresholds" name="\(threshold.text)" time="0">
          <failure message="no measured cell has this figure"/></testcase>
          """, outcome: .failure)
    }
    let all = suites + (idle.isEmpty ? [] : [suite("thresholds", cases: idle)])
    let document: HTML = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="\(result.study.name)">
      \(all.joined(separator: "\n"))
      </testsuites>

      """
    return document.markup
  }

  private enum Outcome { case success, failure, skipped }

  private struct TestCase {
    var markup: HTML
    var outcome: Outcome
  }

  private func suite(_ name: String, cases: [TestCase]) -> HTML {
    """
    <testsuite name="\(name)" tests="\(cases.count)" \
    failures="\(cases.count { $0.outcome == .failure })" errors="0" \
    skipped="\(cases.count { $0.outcome == .skipped })">
    \(cases.map(\.markup).joined(separator: "\n"))
    </testsuite>
    """
  }

  private func testCase(_ cell: CellSummary) -> TestCase {
    let (inner, outcome) = content(of: cell)
    let seconds = cell.blocks.reduce(0) { $0 + $1.seconds }
    return TestCase(
      markup: """
        <testcase classname="\(cell.cell.serverLabel)" name="\(cell.cell.label)" \
        time="\(String(seconds))">\(inner)</testcase>
        """, outcome: outcome)
  }

  private func content(of cell: CellSummary) -> (HTML, Outcome) {
    let reason = cell.reason ?? "no reason was given"
    switch cell.state {
    case .unsupported: return ("<skipped message=\"\(reason)\"/>", .skipped)
    case .failed, .measured: break
    }
    let failure = cell.state == .failed ? [reason] : []
    let misses = thresholds.misses.filter { $0.cell == cell.cell }.map(\.message)
    let messages = failure + misses + errors(of: cell)
    guard let first = messages.first else { return (.empty, .success) }
    return (
      "<failure message=\"\(first)\">\(messages.joined(separator: "\n"))</failure>", .failure
    )
  }

  private func errors(of cell: CellSummary) -> [String] {
    cell.errors.sorted { $0.key < $1.key }.filter { $0.value > 0 }.map { kind, count in
      let head = "\(Quantity.count(count)) × \(kind)"
      let examples = cell.errorExamples.filter { $0.kind == kind }
      guard !examples.isEmpty else { return head }
      return "\(head), for example " + examples.map(\.phrase).joined(separator: "; ")
    }
  }
}
