/// Exact one-sided bounds of a probability, from a number of successes (Clopper and Pearson 1934).
package struct ClopperPearson: Hashable, Sendable {
  /// The upper bound; the chance of a larger probability is at most `1 − confidence`.
  package let upper: Double
  /// The lower bound; the chance of a smaller probability is at most `1 − confidence`.
  package let lower: Double

  /// Bounds the probability after `successes` in `trials`; nil if an argument is out of range.
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

  /// The largest probability for which a monotonic condition holds.
  private static func bisect(_ holds: (Double) -> Bool) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if holds(middle) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
