import Decisions
import LoadGenerator
import Results
import Statistics
import IIIFBench

/// A column of the table of results.
struct TerminalColumn: Sendable {
  /// What stands above it.
  var title: String
  /// Its text for a measured cell.
  var text: @Sendable (CellSummary) -> String
  /// Columns with a higher number give way first where the terminal is narrow; those with 0 stay.
  var expendable = 0
  /// Whether it is left out where no cell has a figure.
  var isOptional = false

  /// Answers below which a percentile is the largest value alone.
  static let answersForP99: UInt64 = 100
  static let answersForP95: UInt64 = 20

  /// All columns.
  static let allColumns = [
    TerminalColumn(title: "req/s") { $0.throughput.map { Quantity.number($0.median) } ?? none },
    TerminalColumn(title: "min–max", text: range, expendable: 4),
    TerminalColumn(title: "±%", text: relativeHalfRange, expendable: 1),
    TerminalColumn(title: "p50") { milliseconds($0.responseTime?.p50) },
    TerminalColumn(title: "p95") { tail($0.responseTime, \.p95, answers: answersForP95) },
    TerminalColumn(title: "p99") { tail($0.responseTime, \.p99, answers: answersForP99) },
    TerminalColumn(title: "TTFB") { milliseconds($0.timeToFirstByte?.p50) },
    TerminalColumn(title: "errors") { Quantity.count($0.errorCount) },
    TerminalColumn(title: "kB") { $0.meanBytes.map { Quantity.number($0 / 1000) } ?? none },
    TerminalColumn(
      title: "whole", text: { milliseconds($0.iterationTime?.p50) }, expendable: 1,
      isOptional: true),
    TerminalColumn(
      title: "CPU s", text: { $0.cpuSeconds.map { Quantity.number($0) } ?? none },
      expendable: 2, isOptional: true),
    TerminalColumn(
      title: "/CPU s", text: { $0.answersPerCPUSecond.map { Quantity.number($0) } ?? none },
      expendable: 2, isOptional: true),
    TerminalColumn(
      title: "MB", text: { $0.peakMemory.map { Quantity.number(Double($0) / 1e6) } ?? none },
      expendable: 3, isOptional: true),
  ]

  /// The columns for these cells: all but the optional ones in which none of them has a figure.
  static func columns(for cells: [CellSummary]) -> [TerminalColumn] {
    allColumns.filter { column in
      !column.isOptional || cells.contains { column.text($0) != none }
    }
  }

  /// What the abbreviations above the columns of some cells mean.
  static func legend(of columns: [TerminalColumn], for cells: [CellSummary]) -> String {
    let titles = Set(columns.map(\.title))
    var parts = ["Response times (p50, p95, p99) and time to first byte (TTFB) in ms"]
    if titles.contains("±%") { parts.append("±%: half the range over the blocks") }
    parts.append("kB: mean size of an answer")
    if titles.contains("whole") {
      parts.append("whole: median of iterations of several requests in ms")
    }
    if titles.contains("CPU s") {
      let clock = CPUClockText.text(of: cells).map { ", from \($0)" } ?? ""
      parts.append("CPU s: the server's CPU seconds in a block\(clock)")
    }
    if titles.contains("/CPU s") { parts.append("/CPU s: answers for one of them") }
    if titles.contains("MB") { parts.append("MB: its peak memory") }
    return parts.joined(separator: "; ") + "."
  }

  private static let none = Quantity.none

  @Sendable private static func range(_ cell: CellSummary) -> String {
    guard let throughput = cell.throughput, throughput.values.count > 1 else { return none }
    return "\(Quantity.number(throughput.lowest))–\(Quantity.number(throughput.highest))"
  }

  @Sendable private static func relativeHalfRange(_ cell: CellSummary) -> String {
    cell.throughput?.relativeHalfRange.map { Quantity.percent($0) } ?? none
  }

  @Sendable private static func milliseconds(_ microseconds: UInt64?) -> String {
    microseconds.map { Quantity.milliseconds(Double($0)) } ?? none
  }

  @Sendable private static func tail(
    _ figures: LatencyFigures?, _ percentile: (LatencyFigures) -> UInt64, answers: UInt64
  ) -> String {
    guard let figures else { return none }
    return milliseconds(percentile(figures)) + (figures.count < answers ? "*" : "")
  }
}
