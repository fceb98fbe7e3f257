package import IIIFBench
import Statistics

/// Whether a server answers a repeated URL at much less cost than a fresh one.
///
/// Several URLs of equal kind are asked for, each first for the first time and then again and again
/// at once. Only the later half of the repetitions counts, since each process of a server may have a
/// cache of its own that has to fill. The cost of a request is the server's CPU time where that is
/// counted exactly, which the rest of the machine hardly disturbs, and otherwise the time to its
/// answer.
///
/// A round says "cached" when two things hold. First, the lower quartile of the first costs is
/// ``wantedRatio`` times that of the repetitions at least; the quartiles, since disturbances only
/// ever add. Second, the first request cost more than ``wantedRank`` of its own URL's repetitions, on
/// the mean over the URLs. Without a cache any request of a URL is as likely as the others to be the
/// dearest one, however disturbed all are, so that the second condition is fulfilled by chance in
/// one round of 9,000 with eight URLs, and in one of 66 with three, which are the fewest (Irwin–Hall
/// distribution). A first round that says "cached" is followed by a second one with other URLs, and
/// only both together count.
package struct CacheCheck: Codable, Hashable, Sendable {
  /// What a request costs.
  package enum Cost: String, Codable, Sendable {
    /// CPU time of the server.
    case cpuTime
    /// Time to the complete answer.
    case responseTime
  }

  /// The costs of one URL's requests in microseconds, in their order.
  package struct Series: Hashable, Sendable {
    package var first: Double
    package var again: [Double]

    /// Creates a series.
    package init(
      first: Double, again: [Double]
    ) {
      self.first = first
      self.again = again
    }
    /// The later half of the repetitions.
    package var settled: ArraySlice<Double> { again.suffix((again.count + 1) / 2) }

    /// The share of the later repetitions that cost less than the first request.
    package var rank: Double {
      let below = settled.count { $0 < first }
      let level = settled.count { $0 == first }
      return (Double(below) + Double(level) / 2) / Double(max(1, settled.count))
    }
  }

  /// Ratio from which a round says "cached".
  package static let wantedRatio = 2.0
  /// Rank from which a round says "cached".
  package static let wantedRank = 0.85
  /// URLs without which a round says nothing.
  package static let leastURLs = 3

  /// The source format.
  package var format: SourceFormat
  /// What was counted.
  package var cost: Cost
  /// URLs of the last round.
  package var urls: Int
  /// The cost of a fresh URL over that of a repeated one, each the lower quartile of the last round.
  package var ratio: Double
  /// The share of its repetitions that a first request cost more than, on the mean over the URLs.
  package var rank: Double
  /// Whether every round said "cached".
  package var isCached: Bool

  /// Judges the rounds that were made; nil when the last one has too few URLs.
  package init?(format: SourceFormat, cost: Cost, rounds: [[Series]]) {
    guard let last = rounds.last, let figures = Self.figures(of: last) else { return nil }
    self.format = format
    self.cost = cost
    urls = last.count
    (ratio, rank) = figures
    isCached = rounds.count > 1 && rounds.allSatisfy(Self.saysCached)
  }

  /// Whether one round says "cached".
  package static func saysCached(_ round: [Series]) -> Bool {
    figures(of: round).map { $0.ratio >= wantedRatio && $0.rank >= wantedRank } ?? false
  }

  private static func figures(of round: [Series]) -> (ratio: Double, rank: Double)? {
    guard round.count >= leastURLs,
      let fresh = quantile(0.25, of: round.map(\.first)),
      let repeated = quantile(0.25, of: round.flatMap(\.settled)), repeated > 0
    else { return nil }
    return (fresh / repeated, round.reduce(0) { $0 + $1.rank } / Double(round.count))
  }
}
