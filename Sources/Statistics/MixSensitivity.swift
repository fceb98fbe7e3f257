/// How the winner among candidates depends on the share of one kind of request.
package struct MixSensitivity: Hashable, Sendable {
  /// The shares at which the winner stays the same.
  package let holds: ClosedRange<Double>
  /// The candidate that wins below the range; nil if the range begins at 0.
  package let below: Int?
  /// The candidate that wins above the range; nil if the range ends at 1.
  package let above: Int?

  /// Varies the share of a kind; the others keep their proportions.
  ///
  /// A candidate takes w·a + (1−w)·b per request, where a is its time for the varied kind and b its mean
  /// time for the others, so two candidates cross at one share at most.
  ///
  /// - Parameters:
  ///   - mix: The mix; it has at least two kinds.
  ///   - kind: The index of the varied kind.
  ///   - throughputs: The throughputs of each candidate, by kind.
  ///   - winner: The index of the candidate that wins at the mix's own shares.
  package init(_ mix: RequestMix, kind: Int, throughputs: [[Double]], winner: Int) {
    let share = mix.shares[kind]
    let rest = 1 - share
    let times = throughputs.map { rates -> (own: Double, others: Double) in
      let others = mix.shares.indices.filter { $0 != kind }
        .reduce(0) { $0 + mix.shares[$1] / rates[$1] }
      return (1 / rates[kind], rest > 0 ? others / rest : 0)
    }
    var (lower, upper) = (0.0, 1.0)
    var (below, above): (Int?, Int?) = (nil, nil)
    for candidate in times.indices where candidate != winner {
      // The difference winner − candidate is linear in the share: start + slope × share.
      let start = times[winner].others - times[candidate].others
      let end = times[winner].own - times[candidate].own
      guard (start > 0) != (end > 0), start != end else { continue }
      let crossing = start / (start - end)
      if crossing <= share, start > 0, crossing > lower { (lower, below) = (crossing, candidate) }
      if crossing >= share, end > 0, crossing < upper { (upper, above) = (crossing, candidate) }
    }
    holds = lower...upper
    (self.below, self.above) = (below, above)
  }
}
