import Foundation

/// The verdicts on all pairs of servers in all cells of a report.
///
/// The rule: variances moderated over the cells of a pair, effective degrees of freedom, Benjamini
/// and Hochberg over the report, and intervals that match the verdicts.
package struct ComparisonFamily: Sendable {
  /// The tests behind the verdicts.
  package let tests: TestFamily
  /// The verdicts, by pair of servers and cell.
  package let comparisons: [[CellComparison]]

  /// Compares pairs of servers.
  ///
  /// - Parameters:
  ///   - pairs: The cells of each pair of servers.
  ///   - level: q, the expected share of false verdicts among "slower" and "faster"; for a look at
  ///     unfinished data its level, see ``SequentialLooks``.
  ///   - margin: The largest difference that counts as level; 0.05 is 5 %.
  package init(pairs: [[PairedCell]], level: Double = 0.05, margin: Double = 0.05) {
    let tests = TestFamily(groups: pairs.map { $0.map(\.row) }, level: level)
    self.tests = tests
    comparisons = tests.results.map { group in
      group.map {
        CellComparison(
          result: $0, level: level, adjustedLevel: tests.adjustedLevel, margin: margin)
      }
    }
  }

  /// The geometric mean of the ratios of a pair over its cells; nil without a cell of two blocks.
  package func mean(ofPair pair: Int, margin: Double = 0.05) -> CellComparison? {
    let pool = tests.pools[pair]
    let estimates = pool.estimates.filter { $0.blocks > 1 }
    guard let first = estimates.first, estimates.count == pool.estimates.count else { return nil }
    let count = Double(estimates.count)
    let estimate = BlockEstimate(
      mean: estimates.reduce(0) { $0 + $1.mean } / count,
      variance: pool.variance(weights: estimates.map { _ in 1 / count }),
      blocks: estimates.map(\.blocks).min() ?? first.blocks, sources: first.sources)
    return CellComparison(alone: estimate, level: tests.level, margin: margin)
  }

  /// The typical variation of a ratio from block to block; 0.2 is 20 %.
  package var noise: Double? { tests.noise }
}
