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

  /// All columns.
  static let allColumns = [
    TerminalColumn(
      title: "iter/s",
      text: { $0.iterationThroughput.map { Quantity.number($0.median) } ?? none },
      isOptional: true),
    TerminalColumn(
      title: "iter ms", text: { milliseconds($0.iterationTime?.p50) }, isOptional: true),
    TerminalColumn(title: "req/s") { $0.throughput.map { Quantity.number($0.median) } ?? none },
    TerminalColumn(title: "min–max", text: range, expendable: 4),
    TerminalColumn(title: "±%", text: relativeHalfRange, expendable: 1),
    TerminalColumn(title: "p50") { PercentileText.text(of: $0.responseTimes, .p50) },
    TerminalColumn(title: "p95") { PercentileText.text(of: $0.responseTimes, .p95) },
    TerminalColumn(title: "p99") { PercentileText.text(of: $0.responseTimes, .p99) },
    TerminalColumn(title: "TTFB") { milliseconds($0.timeToFirstByte?.p50) },
    TerminalColumn(title: "errors") { Quantity.share($0.errorShare) },
    TerminalColumn(title: "kB") { $0.meanBytes.map { Quantity.number($0 / 1000) } ?? none },
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

  /// The places that servers may have: `1`, `2–3`; `apart` where a server is set apart.
  private static func place(in verdicts: Verdicts) -> TerminalColumn {
    let places = verdicts.places
    let apart = Set(verdicts.groups.flatMap(\.apart).map(\.cell.cell))
    return TerminalColumn(
      title: "place",
      text: { cell in
        guard let range = places[cell.cell] else {
          return apart.contains(cell.cell) ? "apart" : none
        }
        let (first, last) = (range.lowerBound, range.upperBound)
        return first == last ? "\(first)" : "\(first)–\(last)"
      }, expendable: 5, isOptional: true)
  }

  /// The columns for these cells: all but the optional ones in which none of them has a figure.
  static func columns(for cells: [CellSummary], _ verdicts: Verdicts) -> [TerminalColumn] {
    ([place(in: verdicts)] + allColumns).filter { column in
      !column.isOptional || cells.contains { column.text($0) != none }
    }
  }

  /// What the abbreviations above the columns of some cells mean.
  static func legend(of columns: [TerminalColumn], for cells: [CellSummary]) -> String {
    let titles = Set(columns.map(\.title))
    var parts = ["Response times (p50, p95, p99) and time to first byte (TTFB) in ms"]
    if titles.contains("place") {
      parts.append(
        "place: servers that may have the same one are level or not decided; those that are apart "
          + "are not compared")
    }
    if titles.contains("iter/s") {
      parts.append("iter/s: iterations of several requests, which are compared")
    }
    if titles.contains("iter ms") { parts.append("iter ms: median time of an iteration") }
    if titles.contains("±%") { parts.append("±%: half the range over the blocks") }
    parts.append("kB: mean size of an answer")
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
}
