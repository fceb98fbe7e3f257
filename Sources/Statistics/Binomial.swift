import Glibc

/// The binomial distribution: the number of successes in `count` independent trials.
struct Binomial {
  let count: Int
  let probability: Double
  /// Above this number of trials the normal approximation is used; its error is below 10^-3.
  private static let exactLimit = 100_000

  /// The probability of at most `successes`.
  func cumulative(_ successes: Int) -> Double {
    if successes < 0 { return 0 }
    if successes >= count { return 1 }
    if count > Self.exactLimit { return normalCumulative(successes) }
    // Summing the nearer tail keeps small probabilities exact. Beyond twelve standard deviations the
    // terms are negligible.
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

  /// The approximate quantile, as the start of a search.
  func quantile(_ share: Double) -> Int {
    let value = mean + deviation * normalQuantile(share)
    return Int(min(max(value.rounded(), 0), Double(count)))
  }

  private func mass(_ successes: Int) -> Double {
    let (n, k) = (Double(count), Double(successes))
    let ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + k * log(probability) + (n - k) * log1p(-probability))
  }

  private func normalCumulative(_ successes: Int) -> Double {
    return erfc(-(Double(successes) + 0.5 - mean) / (deviation * 2.0.squareRoot())) / 2
  }
}

/// The quantile of the standard normal distribution, by bisection.
func normalQuantile(_ share: Double) -> Double {
  var (low, high) = (-40.0, 40.0)
  for _ in 0..<80 {
    let middle = (low + high) / 2
    if erfc(-middle / 2.0.squareRoot()) / 2 < share { low = middle } else { high = middle }
  }
  return (low + high) / 2
}
