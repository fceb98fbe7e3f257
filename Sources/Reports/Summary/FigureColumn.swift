import Decisions
import IIIFBench
import Results
import Statistics

/// A column of the tables of figures, for all reports.
enum FigureColumn: CaseIterable {
  case place
  case iterationRate, iterationTime
  case requestRate, interval, relativeInterval
  case p50, p95, p99, firstByte
  case errors, size, cacheHits
  case cpuSeconds, answersPerCPUSecond, memory

  /// The heading in a terminal.
  var abbreviation: String {
    switch self {
    case .place: "place"
    case .iterationRate: "iter/s"
    case .iterationTime: "iter ms"
    case .requestRate: "req/s"
    case .interval: "interval"
    case .relativeInterval: "±%"
    case .p50: "p50"
    case .p95: "p95"
    case .p99: "p99"
    case .firstByte: "TTFB"
    case .errors: "errors"
    case .size: "kB"
    case .cacheHits: "hits"
    case .cpuSeconds: "CPU s"
    case .answersPerCPUSecond: "/CPU s"
    case .memory: "MB"
    }
  }

  /// The heading in documents.
  var title: String {
    switch self {
    case .place, .p50, .p95, .p99, .errors: abbreviation
    case .iterationRate: "iterations/s"
    case .iterationTime: "iteration, ms"
    case .requestRate: "requests/s"
    case .interval: "95 % interval"
    case .relativeInterval: "±%"
    case .firstByte: "first byte"
    case .size: "kB"
    case .cacheHits: "cache hits"
    case .cpuSeconds: "CPU s"
    case .answersPerCPUSecond: "answers/CPU s"
    case .memory: "peak MB"
    }
  }

  /// The order in which columns are omitted in a narrow terminal, the highest first; 0 for required
  /// ones.
  var omission: Int {
    switch self {
    case .place: 5
    case .interval: 4
    case .memory: 3
    case .cpuSeconds, .answersPerCPUSecond: 2
    case .relativeInterval: 1
    default: 0
    }
  }

  /// Whether the column is omitted if no cell has a figure.
  var isOptional: Bool {
    switch self {
    case .place, .iterationRate, .iterationTime, .interval, .relativeInterval, .cacheHits,
      .cpuSeconds, .answersPerCPUSecond, .memory:
      true
    default: false
    }
  }
}

/// The columns of a table with the texts of their cells.
struct FigureColumns {
  /// The columns that have figures.
  let columns: [FigureColumn]
  private let places: [Cell: ClosedRange<Int>]
  private let apart: Set<Cell>

  /// The columns for measured cells.
  init(_ cells: [CellSummary], _ verdicts: Verdicts) {
    let (places, apart) = (verdicts.places, Set(verdicts.groups.flatMap(\.apart).map(\.cell.cell)))
    (self.places, self.apart) = (places, apart)
    columns = FigureColumn.allCases.filter { column in
      !column.isOptional
        || cells.contains { Self.text(column, $0, places, apart) != Quantity.none }
    }
  }

  /// The text of a measured cell.
  func text(_ column: FigureColumn, _ cell: CellSummary) -> String {
    Self.text(column, cell, places, apart)
  }

  private static func text(
    _ column: FigureColumn, _ cell: CellSummary, _ places: [Cell: ClosedRange<Int>],
    _ apart: Set<Cell>
  ) -> String {
    let text: String? =
      switch column {
      case .place: place(places[cell.cell], isApart: apart.contains(cell.cell))
      case .iterationRate: cell.iterationThroughput.map { Quantity.number($0.mean) }
      case .iterationTime: milliseconds(cell.iterationTime?.p50)
      case .requestRate: cell.throughput.map { Quantity.number($0.mean) }
      case .interval: (cell.iterationThroughput ?? cell.throughput)?.interval.map(range)
      case .relativeInterval:
        (cell.iterationThroughput ?? cell.throughput).flatMap(relativeInterval)
      case .p50: PercentileText.text(of: cell.responseTimes, .p50)
      case .p95: PercentileText.text(of: cell.responseTimes, .p95)
      case .p99: PercentileText.text(of: cell.responseTimes, .p99)
      case .firstByte: milliseconds(cell.timeToFirstByte?.p50)
      case .errors: Quantity.share(cell.errorShare)
      case .size: cell.meanBytes.map { Quantity.number($0 / 1000) }
      case .cacheHits: cell.cache.map { CacheWords.ratio($0.warm) }
      case .cpuSeconds: cell.cpuSeconds.map(Quantity.number)
      case .answersPerCPUSecond: cell.answersPerCPUSecond.map(Quantity.number)
      case .memory: cell.peakMemory.map { Quantity.number(Double($0) / 1e6) }
      }
    return text ?? Quantity.none
  }

  /// `1`, `2–3`; `apart` for a server that is set apart.
  private static func place(_ places: ClosedRange<Int>?, isApart: Bool) -> String? {
    guard let places else { return isApart ? "apart" : nil }
    let (first, last) = (places.lowerBound, places.upperBound)
    return first == last ? "\(first)" : "\(first)–\(last)"
  }

  private static func range(_ interval: ClosedRange<Double>) -> String {
    "\(Quantity.number(interval.lowerBound))–\(Quantity.number(interval.upperBound))"
  }

  /// Half of the width of the interval over the figure, in percent.
  private static func relativeInterval(_ spread: BlockSpread) -> String? {
    guard let interval = spread.interval, spread.mean > 0 else { return nil }
    let share = (interval.upperBound - interval.lowerBound) / 2 / spread.mean
    return share < 10 ? Quantity.percent(share) : ">999"
  }

  private static func milliseconds(_ microseconds: UInt64?) -> String? {
    microseconds.map { Quantity.milliseconds(Double($0)) }
  }
}

extension FigureColumns {
  /// The meaning of the abbreviations, for the columns that are shown.
  static func legend(of columns: [FigureColumn], for cells: [CellSummary]) -> String {
    let clock = CPUClockText.text(of: cells).map { ", from \($0)" } ?? ""
    let meanings: [(FigureColumn, String)] = [
      (.place, "place: servers that share one are level or open; those apart are not compared"),
      (.iterationRate, "iter/s: iterations of several requests, which are compared"),
      (.iterationTime, "iter ms: median time of an iteration"),
      (.interval, "interval: 95 % interval of the throughput over the blocks"),
      (.relativeInterval, "±%: half of the 95 % interval of the throughput"),
      (.size, "kB: mean size of an answer"),
      (.cacheHits, "hits: the share of answers from a cache that is measured on purpose"),
      (.cpuSeconds, "CPU s: the server's CPU seconds per block\(clock)"),
      (.answersPerCPUSecond, "/CPU s: answers per CPU second"),
      (.memory, "MB: the server's peak memory"),
    ]
    let shown = meanings.filter { columns.contains($0.0) }.map(\.1)
    return (["Response times (p50, p95, p99) and time to first byte (TTFB) in ms"] + shown)
      .joined(separator: "; ") + "."
  }
}
