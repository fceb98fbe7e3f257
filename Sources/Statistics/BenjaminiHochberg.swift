/// Controls the false discovery rate over a family of tests (Benjamini and Hochberg 1995).
///
/// Intervals have the level of Benjamini and Yekutieli (2005): an interval contains "no difference"
/// exactly when its test does not reject.
package struct BenjaminiHochberg: Hashable, Sendable {
  /// The adjusted p values, in the order of the tests; a test is rejected at the level q if its
  /// adjusted p value is at most q.
  package let adjusted: [Double]
  /// The number of rejected tests.
  package let rejected: Int
  /// α*, the level of each single test and of its interval.
  package let level: Double

  /// Adjusts p values; `level` is q, the expected share of false rejections.
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
