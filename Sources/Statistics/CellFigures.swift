import Foundation

/// The figures of one server's cells over the blocks, each with an interval.
///
/// Each block gives one value of a cell: a percentile, a throughput, or CPU seconds per answer. The
/// figure is their geometric mean. Requests of one window are not independent repetitions, so the
/// interval comes from the blocks alone, with the noise pooled over the server's cells.
package struct CellFigures: Sendable {
  /// The figures, in the order of the cells.
  package let figures: [Figure]

  /// A figure of a cell.
  package struct Figure: Hashable, Sendable {
    /// The geometric mean over the blocks.
    package let value: Double
    /// The interval; 0 to infinity with one block.
    package let interval: ClosedRange<Double>
    /// The number of blocks.
    package let blocks: Int
  }

  /// Summarises rows of logarithms, one row per cell of the server.
  package init(_ rows: [BlockRow], level: Double = 0.05) {
    figures = ModeratedPool(rows).estimates.map { estimate in
      Figure(
        value: exp(estimate.mean), interval: estimate.interval(level: level).exponentiated,
        blocks: estimate.blocks)
    }
  }

  /// Whether each block has enough answers for a percentile: 1,000 for p99, 100 for p90, 20 for
  /// p50.
  ///
  /// A percentile with fewer than ten answers above it is close to the slowest answer.
  package static func allows(percentile: Double, answersPerBlock: [Int]) -> Bool {
    let needed = (1000 / (100 - percentile)).rounded(.up)
    return !answersPerBlock.isEmpty && answersPerBlock.allSatisfy { Double($0) >= needed }
  }
}
