import Histogram
import Statistics

extension ReachedPrecision {
  /// What is known of the percentile from a histogram; nil while it has too few values to say.
  init?(_ wish: StopRule.Precision, of histogram: LatencyHistogram) {
    let ranks = QuantileRanks(
      share: wish.percentile / 100, count: Int(histogram.totalCount), confidence: wish.confidence)
    guard let ranks else { return nil }
    let value = histogram.valueAtPercentile(wish.percentile)
    let (lower, upper) = histogram.values(atRanks: ranks.lower, ranks.upper)
    self.init(
      percentile: wish.percentile, value: value, lower: lower, upper: upper,
      isReached: Double(upper - lower) <= wish.relativeWidth * Double(value))
  }
}

extension Histogram where Count == UInt64 {
  /// The values at two ranks, counted from 1, the second not before the first.
  fileprivate func values(atRanks first: Int, _ second: Int) -> (UInt64, UInt64) {
    var lower: UInt64 = 0
    var seen: UInt64 = 0
    for entry in recordedValues() {
      if seen < UInt64(first), seen + entry.count >= UInt64(first) { lower = entry.value }
      seen += entry.count
      if seen >= UInt64(second) { return (lower, entry.value) }
    }
    return (lower, max)
  }
}
