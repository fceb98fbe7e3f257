import Support
import Decisions
import Results
import IIIFBench

/// The values that all sections of the report share, with the numbers of cells, servers and others
/// that charts, filters and data refer to.
struct ReportModel {
  let result: BenchmarkResult
  let summary: ResultSummary
  let audit: EquivalenceAudit
  let verdicts: Verdicts
  let marks: WorkMarks
  let overview: Overview
  let thresholds: ThresholdReport
  /// All cells; the number of a cell is its index.
  let cells: [CellSummary]
  let servers: [String]
  let operations: [String]
  let formats: [SourceFormat]
  let loads: [Load]

  /// Above this number of cells, detailed charts show the highest load only.
  static let cellsInDetail = 300

  private let numbers: [Cell: Int]
  private let ranks: [Cell: Int]
  private let best: Set<Cell>
  private let serverNumbers: [String: Int]

  init(_ result: BenchmarkResult) {
    self.result = result
    summary = ResultSummary(result)
    audit = EquivalenceAudit(summary)
    verdicts = Verdicts(summary, level: Verdicts.level(of: result.study.blocks))
    marks = WorkMarks(verdicts, audit: audit)
    overview = Overview(result, summary: summary, verdicts: verdicts, marks: marks)
    thresholds = ThresholdReport(result.study.thresholds, summary: summary)
    cells = summary.cells
    let measured = cells.map(\.cell)
    servers = ordered(measured.map(\.serverLabel), as: result.study.servers)
    operations = ordered(measured.map(\.operation), as: result.study.operations.map(\.name))
    formats = ordered(measured.map(\.format), as: result.study.formats)
    loads = ordered(measured.map(\.load), as: result.study.loads)
    numbers = Dictionary(
      zip(measured, measured.indices), uniquingKeysWith: { first, _ in first })
    ranks = Dictionary(
      verdicts.groups.flatMap { group in
        (group.servers.map(\.cell.cell) + group.apart.map(\.cell.cell)).enumerated()
          .map { ($0.element, $0.offset) }
      }, uniquingKeysWith: min)
    best = Set(
      verdicts.groups.filter { $0.servers.count > 1 }.flatMap { group in
        group.openPairs.contains { $0.better == 0 }
          ? [] : group.best.map { group.servers[$0].cell.cell }
      })
    serverNumbers = Dictionary(
      zip(servers, servers.indices), uniquingKeysWith: { first, _ in first })
  }

  func number(of cell: CellSummary) -> Int { numbers[cell.cell] ?? 0 }

  func server(of cell: CellSummary) -> Int { serverNumbers[cell.cell.serverLabel] ?? 0 }

  func mark(of cell: CellSummary) -> SeriesMark { SeriesMark(index: server(of: cell)) }

  /// The cells of one comparison from the fastest to the slowest, then the others.
  func ranked(_ cells: [CellSummary]) -> [CellSummary] {
    cells.sorted {
      (ranks[$0.cell] ?? .max, number(of: $0)) < (ranks[$1.cell] ?? .max, number(of: $1))
    }
  }

  /// The detailed charts of all groups and loads, with the titles of their rows.
  func detailedFigures(
    _ figure: (ResultSummary.Group, Load) -> HTML?
  ) -> [(row: String, figure: HTML)] {
    summary.groups.flatMap { group in
      detailedLoads(of: group).compactMap { load in
        figure(group, load).map { (row: row(group, load), figure: $0) }
      }
    }
  }

  /// The title of the row of charts for a group at a load.
  func row(_ group: ResultSummary.Group, _ load: Load) -> String {
    loads.count > 1 ? "\(group.operation), \(load.label)" : group.operation
  }

  /// Whether a cell is the best one of its comparison, or level with it.
  func isBest(_ cell: CellSummary) -> Bool { best.contains(cell.cell) }

  /// Whether detailed charts show the highest load only.
  var isLarge: Bool { cells.count > Self.cellsInDetail }

  /// The loads of a group in detailed charts.
  func detailedLoads(of group: ResultSummary.Group) -> [Load] {
    let loads = unique(group.cells.map(\.cell.load))
    guard isLarge else { return loads }
    return loads.max { $0.size < $1.size }.map { [$0] } ?? []
  }

  /// The attributes for filters by operation, format and load.
  func filters(_ group: ResultSummary.Group, load: Load? = nil) -> HTML {
    filters(operation: group.operation, format: group.format, load: load)
  }

  func filters(operation: String?, format: SourceFormat?, load: Load?) -> HTML {
    attribute("o", operation.flatMap { operations.firstIndex(of: $0) })
      + attribute("f", format.flatMap { formats.firstIndex(of: $0) })
      + attribute("l", load.flatMap { loads.firstIndex(of: $0) })
  }

  private func attribute(_ name: String, _ value: Int?) -> HTML {
    value.map { HTML(trusted: " data-\(name)=\"\($0)\"") } ?? .empty
  }
}

extension Load {
  /// Users, iterations a second, or replay speed.
  var size: Double {
    switch self {
    case .concurrency(let users): Double(users)
    case .rate(let rate): rate
    case .replaySpeed(let speed): speed
    }
  }
}

/// The elements without repetition; first those that the study lists, in its order.
private func ordered<Element: Hashable>(
  _ elements: [Element], as names: [Element]
) -> [Element] {
  let present = Set(elements)
  return unique(names.filter(present.contains) + elements)
}
