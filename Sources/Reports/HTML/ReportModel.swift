import Support
import Decisions
import Results
import IIIFBench

/// What all sections of the report share: the cells with the numbers by which charts, filters and
/// data refer to them.
struct ReportModel {
  let result: BenchmarkResult
  let summary: ResultSummary
  let audit: EquivalenceAudit
  let verdicts: Verdicts
  let thresholds: ThresholdReport
  /// All cells; a cell's number is its place here.
  let cells: [CellSummary]
  let servers: [String]
  let operations: [String]
  let formats: [SourceFormat]
  let loads: [Load]

  /// Beyond so many cells, charts of detail show the busiest load alone.
  static let cellsInDetail = 300

  private let numbers: [Cell: Int]
  private let serverNumbers: [String: Int]

  init(_ result: BenchmarkResult) {
    self.result = result
    summary = ResultSummary(result)
    audit = EquivalenceAudit(summary)
    verdicts = Verdicts(summary, level: Verdicts.level(of: result.study.blocks))
    thresholds = ThresholdReport(result.study.thresholds, summary: summary)
    cells = summary.cells
    let measured = cells.map(\.cell)
    servers = ordered(measured.map(\.serverLabel), as: result.study.servers)
    operations = ordered(measured.map(\.operation), as: result.study.operations.map(\.name))
    formats = ordered(measured.map(\.format), as: result.study.formats)
    loads = ordered(measured.map(\.load), as: result.study.loads)
    numbers = Dictionary(
      zip(measured, measured.indices), uniquingKeysWith: { first, _ in first })
    serverNumbers = Dictionary(
      zip(servers, servers.indices), uniquingKeysWith: { first, _ in first })
  }

  func number(of cell: CellSummary) -> Int { numbers[cell.cell] ?? 0 }

  func server(of cell: CellSummary) -> Int { serverNumbers[cell.cell.serverLabel] ?? 0 }

  func mark(of cell: CellSummary) -> SeriesMark { SeriesMark(index: server(of: cell)) }

  /// Whether the answers of a cell's server are unlike those of the others.
  func isOdd(_ cell: CellSummary) -> Bool {
    audit.group(operation: cell.cell.operation, format: cell.cell.format)
      .map { !$0.differences(of: cell.cell.serverLabel).isEmpty } ?? false
  }

  /// Whether charts of detail show the busiest load alone.
  var isLarge: Bool { cells.count > Self.cellsInDetail }

  /// The loads of a group that charts of detail show.
  func detailedLoads(of group: ResultSummary.Group) -> [Load] {
    let loads = unique(group.cells.map(\.cell.load))
    guard isLarge else { return loads }
    return loads.max { $0.size < $1.size }.map { [$0] } ?? []
  }

  /// The attributes by which filters find what belongs to an operation, a format and a load.
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

/// The elements that occur, once each: first those that the study names, in its order.
private func ordered<Element: Hashable>(
  _ elements: [Element], as names: [Element]
) -> [Element] {
  let present = Set(elements)
  return unique(names.filter(present.contains) + elements)
}
