import Glibc
import Statistics

/// Distributions of times in microseconds.
enum ValueDistribution: CaseIterable {
  /// Uniform over the range.
  case uniform
  /// Uniform over the logarithm.
  case logarithmic
  /// Few distinct values.
  case narrow
  /// Times between independent arrivals, 20 ms on average.
  case exponential
  /// Two humps with a long tail, like hits and misses of a cache.
  case twoHumps

  /// Draws a value.
  func value(from generator: inout SplitMix64) -> UInt64 {
    let share = Double.random(in: 0..<1, using: &generator)
    switch self {
    case .uniform: return UInt64.random(in: 0...600_000_000, using: &generator)
    case .logarithmic: return UInt64(pow(600_000_000, share))
    case .narrow: return UInt64.random(in: 2040...2060, using: &generator)
    case .exponential: return UInt64(-20_000 * log(1 - share))
    case .twoHumps:
      let middle = Bool.random(using: &generator) ? 300.0 : 80_000
      return UInt64(middle * (0.8 + 0.4 * share / (1.0001 - share)))
    }
  }
}
