import HDRHistogram
import Statistics

extension ReachedPrecision {
  /// What is known of the percentile from a histogram; nil while it has too few values to say.
  init?(_ wish: StopRule.Precision, of histogram: LatencyHistogram) {
    let ranks = QuantileRanks(
      share: wish.percentile / 100, count: Int(histogram.count), confidence: wish.confidence)
    guard let ranks else { return nil }
    let value = histogram.value(atPercentile: wish.percentile)
    let lower = histogram.value(atRank: UInt64(ranks.lower))
    let upper = histogram.value(atRank: UInt64(ranks.upper))
    self.init(
      percentile: wish.percentile, value: value, lower: lower, upper: upper,
      isReached: Double(upper - lower) <= wish.relativeWidth * Double(value))
  }
}
