/// The lower bound of the variance of a log throughput, given the number of completions.
///
/// Few blocks may agree by chance: 10 answers against 5, and 21 against 10.5, both give the ratio 2
/// and thus a variance of 0. Two effects limit the precision of a window of N completions.
/// - Service times vary. Their coefficient of variation c contributes c²/N (renewal theory). The
///   value 0.1 is that of uniform work: simulated windows of 1 s give 0.0097/N with one user, and
///   0.003/N to 0.01/N with ten. Real pictures vary more, so this is a lower bound.
/// - Whole requests have a quantum. A count of N represents all values within N ± 1/2, which adds
///   1/(12 N²). Fractional completions have no quantum.
package struct CountingNoise: Hashable, Sendable {
  /// The assumed coefficient of variation of service times.
  package var variation: Double
  /// The smallest step of a number of completions.
  package var quantum: Double

  /// For completions weighted by the share of their time within the window.
  package static let fractional = CountingNoise(variation: 0.1, quantum: 0)
  /// For whole completions.
  package static let whole = CountingNoise(variation: 0.1, quantum: 1)

  /// Creates a bound.
  package init(variation: Double, quantum: Double) {
    self.variation = variation
    self.quantum = quantum
  }

  /// The lower bound of the variance of a window's log throughput.
  package func variance(completions: Double) -> Double {
    variation * variation / completions + quantum * quantum / (12 * completions * completions)
  }
}
