/// A confidence interval of a quantile, as the ranks of two values of the sorted sample.
///
/// The number of values below a quantile has a binomial distribution, whatever the distribution of
/// the values. The ranks are therefore quantiles of the binomial distribution.
public struct QuantileRanks: Hashable, Sendable {
  /// The rank of the lower value, from 1.
  public let lower: Int
  /// The rank of the upper value, from 1.
  public let upper: Int
  /// The probability that the quantile lies between the two.
  public let confidence: Double

  /// The narrowest ranks with at most half of the error probability on each side; nil if `count` is
  /// too small.
  public init?(share: Double, count: Int, confidence: Double) {
    guard count > 0, share > 0, share < 1, confidence > 0, confidence < 1 else { return nil }
    let doubt = (1 - confidence) / 2
    let below = Binomial(count: count, probability: share)
    // The quantile is below rank r when fewer than r values are below it.
    var lower = below.quantile(doubt)
    while lower > 0, below.cumulative(lower - 1) > doubt { lower -= 1 }
    while lower < count, below.cumulative(lower) <= doubt { lower += 1 }
    var upper = max(lower + 1, below.quantile(1 - doubt))
    while upper > lower + 1, 1 - below.cumulative(upper - 2) <= doubt { upper -= 1 }
    while upper <= count, 1 - below.cumulative(upper - 1) > doubt { upper += 1 }
    guard lower >= 1, upper <= count else { return nil }
    self.lower = lower
    self.upper = upper
    self.confidence = below.cumulative(upper - 1) - below.cumulative(lower - 1)
  }
}
