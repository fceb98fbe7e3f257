import Foundation

/// The verdicts on all pairs of servers in all cells of a report.
///
/// The whole rule: variances moderated over the cells of a pair, effective degrees of freedom,
/// Benjamini and Hochberg over the report, and intervals that agree with the words.
package struct ComparisonFamily: Sendable {
  /// The tests behind the verdicts.
  package let tests: TestFamily
  /// The verdicts, by pair of servers and cell.
  package let comparisons: [[CellComparison]]

  /// Compares pairs of servers.
  ///
  /// - Parameters:
  ///   - pairs: For each pair of servers its cells.
  ///   - level: q, the share of false ones among "slower" and "faster"; of a look at unfinished
  ///     data its level, see ``SequentialLooks``.
  ///   - margin: The difference that does not matter; 0.05 is 5 %.
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

  /// How much a ratio typically varies from block to block; 0.2 is 20 %.
  package var noise: Double? { tests.noise }
}
