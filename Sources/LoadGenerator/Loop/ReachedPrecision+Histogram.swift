import HDRHistogram
import Statistics

extension ReachedPrecision {
  /// Computes the precision of a percentile; nil if the histogram has too few values.
  init?(_ goal: StopRule.Precision, of histogram: LatencyHistogram) {
    let ranks = QuantileRanks(
      share: goal.percentile / 100, count: Int(histogram.count), confidence: goal.confidence)
    guard let ranks else { return nil }
    let value = histogram.value(atPercentile: goal.percentile)
    let lower = histogram.value(atRank: UInt64(ranks.lower))
    let upper = histogram.value(atRank: UInt64(ranks.upper))
    self.init(
      percentile: goal.percentile, value: value, lower: lower, upper: upper,
      isReached: Double(upper - lower) <= goal.relativeWidth * Double(value))
  }
}
