import Foundation

/// All tests of a report, over the rows of several pools.
///
/// Each pool has its own noise; the level holds for all tests together. Rows of one block are not
/// tested.
package struct TestFamily: Sendable {
  /// The pools, in the order of the groups.
  package let pools: [ModeratedPool]
  /// q, the expected share of false differences among the reported ones.
  package let level: Double
  /// α*, the level of single tests and intervals.
  package let adjustedLevel: Double
  /// The results, by group and row.
  package let results: [[Result]]

  /// The result of one row.
  package struct Result: Hashable, Sendable {
    /// The mean and its noise.
    package let estimate: BlockEstimate
    /// The p value, adjusted for the family.
    package let adjustedP: Double
    /// Whether the mean differs from 0, by Benjamini and Hochberg's rule.
    package let isRejected: Bool
  }

  /// Tests all rows at a common level; the rows of a group form a pool.
  package init(groups: [[BlockRow]], level: Double = 0.05) {
    let pools = groups.map { ModeratedPool($0) }
    self.init(pools: pools, estimates: pools.map(\.estimates), level: level)
  }

  /// Tests estimates that were made of the pools' variances.
  init(pools: [ModeratedPool], estimates: [[BlockEstimate]], level: Double) {
    let tested = estimates.joined().filter { $0.blocks > 1 }.map(\.p)
    let family = BenjaminiHochberg(tested, level: level)
    var adjusted = family.adjusted.makeIterator()
    self.pools = pools
    self.level = level
    adjustedLevel = family.level
    results = estimates.map { group in
      group.map { estimate in
        guard estimate.blocks > 1, let p = adjusted.next() else {
          return Result(estimate: estimate, adjustedP: 1, isRejected: false)
        }
        return Result(
          estimate: estimate, adjustedP: p, isRejected: family.rejects(estimate.p))
      }
    }
  }

  /// The typical variation of a value from block to block, 0.2 for 20 %; nil if no row has two
  /// blocks.
  package var noise: Double? {
    let variances = pools.flatMap(\.estimates).filter { $0.blocks > 1 }.map(\.variance)
    return median(variances.map { $0.squareRoot() }).map { exp($0) - 1 }
  }
}
