/// The degrees of freedom of a variance pooled over rows that share their blocks.
///
/// Cells of one start are correlated, so the sum of their degrees of freedom is too large. The mean
/// squares of a two-way layout separate the common part; Satterthwaite's approximation combines the
/// degrees of freedom of both parts.
package struct EffectiveDegrees: Hashable, Sendable {
  /// ν, at most rows × (blocks − runs).
  package let value: Double
  /// ρ, the intraclass correlation of the rows of a block, at least 0.
  package let correlation: Double

  /// Takes each row's values in the common blocks, divided by the row's expected deviation; nil with
  /// fewer than 2 rows or 2 blocks.
  ///
  /// Rows of one run need not be centred; those of several runs are deviations from the means of the
  /// runs, each of which takes a degree of freedom.
  package init?(standardized rows: [[Double]], runs: Int = 1) {
    guard rows.count > 1, let blocks = rows.first?.count, blocks > runs else { return nil }
    let (g, free) = (Double(rows.count), Double(blocks - runs))
    let centred = rows.map { row in
      let mean = row.reduce(0, +) / Double(blocks)
      return row.map { $0 - mean }
    }
    let means = (0..<blocks).map { block in centred.reduce(0) { $0 + $1[block] } / g }
    let between = g * means.reduce(0) { $0 + $1 * $1 } / free
    let rest =
      centred.reduce(0) { sum, row in
        sum + zip(row, means).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      } / ((g - 1) * free)
    let shared = between / g
    let own = (1 - 1 / g) * rest
    let spread = shared * shared / free + own * own / ((g - 1) * free)
    // Without scatter there is no evidence that the rows are independent.
    value = spread > 0 ? min(g * free, (shared + own) * (shared + own) / spread) : free
    let total = between + (g - 1) * rest
    correlation = total > 0 ? max(0, (between - rest) / total) : 1
  }
}
