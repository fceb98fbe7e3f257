import Results
package import Measuring
import IIIFBench
import IIIF

/// The results of a check, with a row per operation and a column per server, version and format.
package struct ComplianceTable: Sendable {
  private let results: [FeatureResult]
  private let summaries: [ComplianceSummary]

  /// Prepares the table of a check.
  package init(_ report: ComplianceReport) {
    let report = report.visible
    results = report.results
    summaries = report.summaries
  }

  /// The table, its legend, invalid answers with one example each, and the levels.
  package var text: String {
    ([table, legend] + [findings, levels].filter { !$0.isEmpty }).joined(separator: "\n\n")
  }

  private struct Column: Hashable {
    var server: String
    var version: APIVersion
    var format: SourceFormat

    init(_ result: FeatureResult) {
      (server, version, format) = (result.server, result.version, result.format)
    }

    var heading: String { "\(server) \(version.rawValue) \(format.name)" }
  }

  private var columns: [Column] {
    var seen: Set<Column> = []
    return results.map(Column.init).filter { seen.insert($0).inserted }
  }

  private var table: String {
    let columns = columns
    let operations = Set(results.map(\.operation)).sorted()
    let width = operations.map(\.count).max() ?? 0
    let headings = columns.enumerated().map { "  [\($0.offset + 1)] \($0.element.heading)" }
    let numbers = columns.indices.map { DisplayWidth.padLeft("[\($0 + 1)]", to: 12) }
    let rows = operations.map { operation in
      operation + String(repeating: " ", count: width - operation.count)
        + columns.map { column in
          let result = results.first { $0.operation == operation && Column($0) == column }
          return DisplayWidth.padLeft(result?.verdict.word ?? "–", to: 12)
        }.joined()
    }
    return (headings + [String(repeating: " ", count: width) + numbers.joined()] + rows)
      .joined(separator: "\n")
  }

  private var legend: String {
    """
    ok: claimed and valid; extra: valid, though not claimed; no: invalid, but not claimed, or only \
    recommended (SHOULD) or optional (MAY); WRONG: claimed or mandatory, but invalid; CRASH: a \
    process of the server ended.
    """
  }

  private var findings: String {
    ComplianceFinding.all(in: results).map { entry in
      let head = "\(entry.heading): \(entry.result.verdict.word)"
      guard let finding = entry.result.finding else { return head }
      return head + ", \(finding.kind): expected \(finding.expected), found \(finding.found)"
        + "\n  \(finding.url)"
    }.joined(separator: "\n")
  }

  private var levels: String {
    summaries.flatMap { [$0.sentence] + $0.remarks.map { "  \($0)" } }.joined(separator: "\n")
  }
}

extension FeatureResult.Verdict {
  fileprivate var word: String {
    switch self {
    case .supported: "ok"
    case .unclaimed: "extra"
    case .unsupported: "no"
    case .wrong: "WRONG"
    case .crashed: "CRASH"
    }
  }
}
