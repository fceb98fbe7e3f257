import Foundation
import IIIFBench
import Results
import Statistics
import Support

/// Tests for servers that became faster or slower within their windows or over a start.
struct DriftTests {
  let findings: [CellFinding]

  init(_ summary: ResultSummary) {
    let cells = summary.cells.filter { $0.state == .measured }
    let servers = unique(cells.map(\.cell.serverLabel)).map { server in
      cells.filter { $0.cell.serverLabel == server }
    }
    findings = Self.windows(servers) + Self.starts(servers)
  }

  /// The cells that changed within their windows.
  private static func windows(_ servers: [[CellSummary]]) -> [CellFinding] {
    let groups = servers.map { cells in
      cells.compactMap { cell in row(of: cell).map { (cell: cell.cell, row: $0) } }
    }
    let drift = WindowDrift(servers: groups.map { $0.map(\.row) })
    return zip(groups, drift.cells).flatMap { group, results in
      zip(group, results).filter { $1.isDrifting }.map { entry, result in
        CellFinding(
          cells: [entry.cell],
          kind: .windowDrift(exp(result.estimate.mean), exponentiated(result.interval)))
      }
    }
  }

  /// The change between the halves of a cell's windows, by block.
  private static func row(of cell: CellSummary) -> BlockRow? {
    var (changes, completions) = ([Int: Double](), 0.0)
    for block in cell.blocks {
      guard let change = WindowDrift.change(slices: block.completion.tenths) else { continue }
      changes[block.block] = change
      completions += block.completion.answers
    }
    guard !changes.isEmpty, completions > 0 else { return nil }
    let half = completions / Double(changes.count) / 2
    return BlockRow(
      values: changes, inverseCompletions: 2 / half,
      leastVariance: 2 * CountingNoise.fractional.variance(completions: half))
  }

  /// The servers that changed from the first to the last cell of a start.
  private static func starts(_ servers: [[CellSummary]]) -> [CellFinding] {
    let rows = servers.compactMap { cells in
      StartDrift.row(cells: cells.map(points)).map { (cells: cells.map(\.cell), row: $0) }
    }
    let tests = TestFamily(groups: rows.map { [$0.row] })
    return zip(rows, tests.results).compactMap { entry, results in
      guard let result = results.first, result.isRejected,
        abs(result.estimate.mean) > CellFinding.driftMargin
      else { return nil }
      let interval = result.estimate.interval(level: tests.adjustedLevel)
      return CellFinding(
        cells: entry.cells,
        kind: .startDrift(exp(result.estimate.mean), exponentiated(interval)))
    }
  }

  /// The figure of a cell and its position in the start, by block.
  private static func points(of cell: CellSummary) -> [Int: StartDrift.Point] {
    let figure = ComparedFigure(load: cell.cell.load, cells: [cell])
    let points = cell.blocks.compactMap { block -> (Int, StartDrift.Point)? in
      figure.logarithm(of: block).map {
        (block.block, StartDrift.Point(value: $0, position: block.position))
      }
    }
    return Dictionary(points) { first, _ in first }
  }

  private static func exponentiated(_ interval: ClosedRange<Double>) -> ClosedRange<Double> {
    exp(interval.lowerBound)...exp(interval.upperBound)
  }
}
