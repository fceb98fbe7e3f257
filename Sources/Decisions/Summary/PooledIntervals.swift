import Foundation
import IIIFBench
import Results
import Statistics
import Support

/// Adds intervals to the figures of cells.
///
/// An interval comes from the blocks of its cell; the noise is pooled over the cells of a server.
struct PooledIntervals {
  private(set) var cells: [CellSummary]

  init(_ cells: [CellSummary]) {
    self.cells = cells
    for server in unique(cells.map(\.cell.serverLabel)) {
      let indices = cells.indices.filter { cells[$0].cell.serverLabel == server }
      pool(\.throughput, of: indices, value: \.throughput) { $0.completion.answers }
      pool(\.iterationThroughput, of: indices, value: { $0.iterationThroughput ?? 0 }) {
        $0.completion.iterations
      }
      pool(
        \.medianResponseTime, of: indices, value: { Double($0.responseTime?.p50 ?? 0) },
        completions: { Double($0.responseTime?.count ?? 0) })
    }
  }

  private mutating func pool(
    _ figure: WritableKeyPath<CellSummary, BlockSpread?>, of indices: [Int],
    value: (CellResult) -> Double, completions: (CellResult) -> Double
  ) {
    let rows = indices.filter { cells[$0][keyPath: figure] != nil }.compactMap { index in
      Self.row(cells[index].blocks, value, completions).map { (index: index, row: $0) }
    }
    for (entry, estimate) in zip(rows, CellFigures(rows.map(\.row)).figures)
    where estimate.blocks > 1 {
      cells[entry.index][keyPath: figure]?.interval = estimate.interval
    }
  }

  /// The logarithms of a figure by block; nil if a block has none.
  private static func row(
    _ blocks: [CellResult], _ value: (CellResult) -> Double, _ completions: (CellResult) -> Double
  ) -> BlockRow? {
    let counts = blocks.map(completions)
    guard counts.allSatisfy({ $0 > 0 }), blocks.allSatisfy({ value($0) > 0 }) else { return nil }
    let mean = counts.reduce(0, +) / Double(max(1, counts.count))
    return BlockRow(
      values: Dictionary(blocks.map { ($0.block, log(value($0))) }) { first, _ in first },
      inverseCompletions: 1 / mean,
      leastVariance: CountingNoise.fractional.variance(completions: mean))
  }
}
