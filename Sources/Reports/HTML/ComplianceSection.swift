import Support
import Results
import Measuring
import IIIF
import IIIFBench

/// The result of a check, with a row per operation and a column per server, version and format.
struct ComplianceSection {
  var report: ComplianceReport

  var section: ReportSection? {
    let (results, summaries) = (report.results, report.summaries)
    guard !results.isEmpty else { return nil }
    let columns = unique(results.map(Column.init))
    let titles = columns.map { column -> HTML in
      """
      <th scope="col">\(column.server)<br>\(column.version.rawValue), \(column.format.name)</th>
      """
    }
    let verdicts = Dictionary(
      results.map { (Place(column: Column($0), operation: $0.operation), $0.verdict) },
      uniquingKeysWith: { first, _ in first })
    let rows = Set(results.map(\.operation)).sorted().map { operation -> HTML in
      let fields = columns.map { column in
        field(verdicts[Place(column: column, operation: operation)])
      }
      return "<tr><th scope=\"row\">\(operation)</th>\(fields.joined())</tr>"
    }
    return ReportSection(
      id: "compliance", title: "Compliance",
      content: """
        <p class="note">Each operation once per server, without load: ✓ claimed and valid · + valid, though not \
        claimed · – invalid, but not claimed, or only recommended (SHOULD) or optional (MAY) · ✗ \
        claimed or mandatory, but invalid · † a process of the server ended.</p>
        <ul>\(summaries.map(level).joined())</ul>
        <div class="scroll" tabindex="0" role="group" aria-label="Compliance">
        <table class="coverage"><thead><tr><th scope="col">operation</th>\(titles.joined())</tr></thead>
        <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
        \(findings)
        """)
  }

  private func level(_ summary: ComplianceSummary) -> HTML {
    let remarks = summary.remarks.map { "<br>\($0)" as HTML }
    return "<li>\(summary.sentence)\(remarks.joined())</li>"
  }

  private struct Column: Hashable {
    var server: String
    var version: APIVersion
    var format: SourceFormat

    init(_ result: FeatureResult) {
      (server, version, format) = (result.server, result.version, result.format)
    }
  }

  private struct Place: Hashable {
    var column: Column
    var operation: String
  }

  private func field(_ verdict: FeatureResult.Verdict?) -> HTML {
    let (sign, words, kind): (String, String, String) =
      switch verdict {
      case .supported: ("✓", "claimed and valid", "fine")
      case .unclaimed: ("+", "valid, though not claimed", "fine")
      case .unsupported: ("–", "invalid, but not claimed or not mandatory", "unsupported")
      case .wrong: ("✗", "invalid", "failed")
      case .crashed: ("†", "a process ended", "failed")
      case nil: ("", "not checked", "unsupported")
      }
    return "<td class=\"\(kind)\">\(sign)<span class=\"hide\">\(words)</span></td>"
  }

  /// Invalid answers and crashes, with one example each.
  private var findings: HTML {
    let wrong = ComplianceFinding.all(in: report.results)
    guard !wrong.isEmpty else { return .empty }
    let entries = wrong.map { entry -> HTML in
      let head: HTML = "<dt>\(entry.heading)</dt>"
      guard let finding = entry.result.finding else { return head }
      return """
        \(head)<dd>\(finding.kind)<br><code class="url">\(finding.url)</code><br>\
        expected \(finding.expected)<br>found \(finding.found)</dd>
        """
    }
    return """
      <details data-print><summary>\(Quantity.counted(wrong.count, "invalid answer"))</summary>\
      <dl class="errors">\(entries.joined(separator: "\n"))</dl></details>
      """
  }
}
