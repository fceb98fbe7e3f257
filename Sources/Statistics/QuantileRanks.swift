/// The ranks of the two values of a sorted sample between which a quantile lies.
///
/// How many of `count` values lie below the quantile is binomially distributed, whatever the
/// distribution of the values is; so the ranks are quantiles of the binomial distribution.
public struct QuantileRanks: Hashable, Sendable {
  /// The rank of the lower value, from 1.
  public let lower: Int
  /// The rank of the upper value, from 1.
  public let upper: Int
  /// The probability with which the quantile lies between the two.
  public let confidence: Double

  /// The narrowest ranks that leave at most half of the doubt on either side; nil when `count` is
  /// too small for them.
  public init?(share: Double, count: Int, confidence: Double) {
    guard count > 0, share > 0, share < 1, confidence > 0, confidence < 1 else { return nil }
    let doubt = (1 - confidence) / 2
    let below = Binomial(count: count, probability: share)
    // The quantile is below rank r when fewer than r values are below it.
    var lower = below.quantile(doubt)
    while lower > 0, below.cumulated(lower - 1) > doubt { lower -= 1 }
    while lower < count, below.cumulated(lower) <= doubt { lower += 1 }
    var upper = max(lower + 1, below.quantile(1 - doubt))
    while upper > lower + 1, 1 - below.cumulated(upper - 2) <= doubt { upper -= 1 }
    while upper <= count, 1 - below.cumulated(upper - 1) > doubt { upper += 1 }
    guard lower >= 1, upper <= count else { return nil }
    self.lower = lower
    self.upper = upper
    self.confidence = below.cumulated(upper - 1) - below.cumulated(lower - 1)
  }
}
