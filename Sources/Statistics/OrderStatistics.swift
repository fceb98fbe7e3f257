import Glibc

/// An interval that holds an unknown quantity with at least the confidence that was asked for.
public struct ConfidenceInterval: Hashable, Codable, Sendable {
  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double
  /// The probability with which such an interval holds the quantity.
  public var confidence: Double

  /// Creates an interval.
  public init(lower: Double, upper: Double, confidence: Double) {
    self.lower = lower
    self.upper = upper
    self.confidence = confidence
  }

  /// The width in relation to a value within the interval.
  public func relativeWidth(at value: Double) -> Double {
    value == 0 ? (upper == lower ? 0 : .infinity) : abs((upper - lower) / value)
  }
}

/// The interval between two values of the sample that holds the median of what the sample was
/// drawn from; nil when the sample is too small for the confidence.
///
/// It assumes nothing of the distribution, only that the values are independent. With 95 % it
/// needs 6 values.
public func medianInterval(_ values: [Double], confidence: Double = 0.95) -> ConfidenceInterval? {
  quantileInterval(0.5, of: values, confidence: confidence)
}

/// The interval between two values of the sample that holds a quantile of what the sample was
/// drawn from; nil when the sample is too small for the confidence.
public func quantileInterval(
  _ share: Double, of values: [Double], confidence: Double = 0.95
) -> ConfidenceInterval? {
  guard let ranks = QuantileRanks(share: share, count: values.count, confidence: confidence) else {
    return nil
  }
  let sorted = values.sorted()
  return ConfidenceInterval(
    lower: sorted[ranks.lower - 1], upper: sorted[ranks.upper - 1], confidence: ranks.confidence)
}

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

/// The number of successes among `count` independent trials.
struct Binomial {
  let count: Int
  let probability: Double
  /// Over so many trials the normal distribution stands in; its error is then below 10^-3.
  private static let exactLimit = 100_000

  /// The probability of at most `successes`.
  func cumulated(_ successes: Int) -> Double {
    if successes < 0 { return 0 }
    if successes >= count { return 1 }
    if count > Self.exactLimit { return normalCumulated(successes) }
    // From the near end, so that small tails are not lost in rounding, and no further than twelve
    // deviations, behind which there is nothing left to lose.
    let reach = Int((12 * deviation).rounded(.up)) + 12
    let middle = Int(mean)
    if successes < middle {
      let first = max(0, middle - reach)
      return first > successes ? 0 : (first...successes).reduce(0) { $0 + mass($1) }
    }
    let last = max(successes + 1, min(count, middle + reach))
    return max(0, 1 - ((successes + 1)...last).reduce(0) { $0 + mass($1) })
  }

  private var mean: Double { Double(count) * probability }
  private var deviation: Double { (mean * (1 - probability)).squareRoot() }

  /// About the number of successes that is reached with a probability; a place to search from.
  func quantile(_ share: Double) -> Int {
    let value = mean + deviation * normalQuantile(share)
    return Int(min(max(value.rounded(), 0), Double(count)))
  }

  private func mass(_ successes: Int) -> Double {
    let (n, k) = (Double(count), Double(successes))
    let ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + k * log(probability) + (n - k) * log1p(-probability))
  }

  private func normalCumulated(_ successes: Int) -> Double {
    return erfc(-(Double(successes) + 0.5 - mean) / (deviation * 2.0.squareRoot())) / 2
  }
}

/// The value below which a share of the standard normal distribution lies, by bisection.
func normalQuantile(_ share: Double) -> Double {
  var (low, high) = (-40.0, 40.0)
  for _ in 0..<80 {
    let middle = (low + high) / 2
    if erfc(-middle / 2.0.squareRoot()) / 2 < share { low = middle } else { high = middle }
  }
  return (low + high) / 2
}
