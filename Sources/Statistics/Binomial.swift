import Glibc

/// The number of successes among `count` independent trials.
struct Binomial {
  let count: Int
  let probability: Double
  /// The normal distribution replaces sums of more trials; its error is then below 10^-3.
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
