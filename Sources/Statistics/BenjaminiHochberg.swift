/// The control of the false discovery rate over a family of tests.
///
/// Benjamini and Hochberg (1995); the level of the intervals is that of Benjamini and Yekutieli
/// (2005), so that an interval excludes no difference exactly where the test does not reject.
package struct BenjaminiHochberg: Hashable, Sendable {
  /// The adjusted p values, in the order of the tests; a test is rejected at the level q when its
  /// adjusted p is at most q.
  package let adjusted: [Double]
  /// The number of rejected tests.
  package let rejected: Int
  /// α*, at which each test of the family is rejected or not, and the level of its interval.
  package let level: Double

  /// Adjusts p values; `level` is q, the share of false ones among the rejected.
  package init(_ p: [Double], level: Double) {
    let count = Double(p.count)
    let order = p.indices.sorted { p[$0] < p[$1] }
    var adjusted = p
    var least = 1.0
    for (rank, index) in order.enumerated().reversed() {
      least = min(least, p[index] * count / Double(rank + 1))
      adjusted[index] = least
    }
    let last = order.indices.last { p[order[$0]] <= Double($0 + 1) * level / count }
    self.adjusted = adjusted
    rejected = last.map { $0 + 1 } ?? 0
    self.level = p.isEmpty ? level : Double(max(rejected, 1)) * level / count
  }

  /// Whether a test of the family with this p value is rejected.
  package func rejects(_ p: Double) -> Bool { rejected > 0 && p <= level }
}
