/// The verdicts on estimates of any origin, decided as one family.
package struct EstimateFamily: Sendable {
  /// The verdicts, in the order of the estimates.
  package let comparisons: [CellComparison]

  /// Decides estimates of log ratios; `margin` is the largest difference that counts as level.
  package init(_ estimates: [BlockEstimate], level: Double = 0.05, margin: Double = 0.05) {
    let tests = TestFamily(pools: [], estimates: [estimates], level: level)
    comparisons = tests.results[0].map {
      CellComparison(
        result: $0, level: level, adjustedLevel: tests.adjustedLevel, margin: margin)
    }
  }
}
