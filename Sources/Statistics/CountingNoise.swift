/// The least variance of the logarithm of a throughput that a number of completions allows.
///
/// Few blocks may agree by chance: 10 answers against 5, and 21 against 10.5, give the ratio 2 both
/// times, and a variance of 0. Two things bound what a window of N completions can say.
/// - Service times vary. Their coefficient of variation c makes c²/N (renewal theory). The value
///   0.1 is that of uniform work: a simulation of windows of 1 s with it gives 0.0097/N with one
///   user, and 0.003/N to 0.01/N with ten. Real pictures vary more, so this is a lower bound.
/// - Whole requests have a quantum. A count of N stands for all values within N ± 1/2, which adds
///   1/(12 N²). Fractional completions have none.
package struct CountingNoise: Hashable, Sendable {
  /// The coefficient of variation of service times that is taken for granted.
  package var variation: Double
  /// The step between two numbers of completions.
  package var quantum: Double

  /// For completions that count with the share of their time within the window.
  package static let fractional = CountingNoise(variation: 0.1, quantum: 0)
  /// For completions that count as a whole.
  package static let whole = CountingNoise(variation: 0.1, quantum: 1)

  /// Creates a bound.
  package init(variation: Double, quantum: Double) {
    self.variation = variation
    self.quantum = quantum
  }

  /// The least variance of the logarithm of a window's throughput.
  package func variance(completions: Double) -> Double {
    variation * variation / completions + quantum * quantum / (12 * completions * completions)
  }
}
