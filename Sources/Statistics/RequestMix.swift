/// The throughput of a mix of requests, from the throughputs of its parts.
///
/// The weighted harmonic mean, since demands on a bottleneck add up. It is exact for one user, and
/// for more users as long as the same resource stays saturated.
package struct RequestMix: Hashable, Sendable {
  /// The share of each kind of request; the shares add up to 1.
  package let shares: [Double]

  /// Creates a mix from positive weights of any sum; nil otherwise.
  package init?(weights: [Double]) {
    let total = weights.reduce(0, +)
    guard total > 0, total.isFinite, weights.allSatisfy({ $0 > 0 }) else { return nil }
    shares = weights.map { $0 / total }
  }

  /// The time of the whole server per average request, from the throughput of each kind.
  package func time(throughputs: [Double]) -> Double {
    zip(shares, throughputs).reduce(0) { $0 + $1.0 / $1.1 }
  }

  /// The share of the time that each kind takes.
  package func timeShares(throughputs: [Double]) -> [Double] {
    let total = time(throughputs: throughputs)
    return zip(shares, throughputs).map { $0 / $1 / total }
  }
}
