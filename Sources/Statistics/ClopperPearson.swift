/// One-sided bounds of a probability from the number of successes.
///
/// Clopper and Pearson (1934): exact, that is never too narrow.
package struct ClopperPearson: Hashable, Sendable {
  /// The bound that the probability exceeds with at most the chance `1 − confidence`.
  package let upper: Double
  /// The bound below which the probability lies with at most the chance `1 − confidence`.
  package let lower: Double

  /// Bounds the probability after `successes` of `trials`; nil when these are no such numbers.
  package init?(successes: Int, trials: Int, confidence: Double = 0.95) {
    guard trials > 0, (0...trials).contains(successes), confidence > 0, confidence < 1
    else { return nil }
    let (k, n, doubt) = (Double(successes), Double(trials), 1 - confidence)
    // P(at least k of n at the probability p) is I_p(k, n − k + 1).
    lower =
      successes == 0
      ? 0 : Self.bisect { incompleteBeta($0, k, n - k + 1) < doubt }
    upper =
      successes == trials
      ? 1 : Self.bisect { incompleteBeta($0, k + 1, n - k) < confidence }
  }

  /// The end of the probabilities from 0 on for which a condition holds.
  private static func bisect(_ holds: (Double) -> Bool) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if holds(middle) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
