import Foundation

/// A small generator of random numbers, fixed by its state (Knuth's MMIX constants).
struct SeededRandom {
  var state: UInt64

  mutating func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (Double(state >> 11) + 0.5) / Double(1 << 53)
  }

  /// A value of the standard normal distribution (Box and Muller).
  mutating func normal() -> Double {
    let (radius, angle) = (uniform(), uniform())
    return (-2 * log(radius)).squareRoot() * cos(2 * .pi * angle)
  }
}

/// Whether a value agrees with a table of a few digits.
func isNear(_ value: Double, _ expected: Double, within relative: Double = 1e-5) -> Bool {
  value == expected || abs(value - expected) <= relative * abs(expected)
}
