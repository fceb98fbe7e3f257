package import IIIFBench
import Statistics

/// Whether a server answers a repeated URL at a much lower cost than a fresh one.
///
/// A round requests several similar URLs, each once and then repeatedly. Only the later half of the
/// repetitions counts, since each process of a server may have to fill its own cache. The cost of a
/// request is the server's CPU time where it is counted exactly, since other load on the machine
/// hardly affects it; otherwise it is the response time.
///
/// A round detects a cache if two conditions hold. First, the lower quartile of the first costs is at
/// least ``wantedRatio`` times that of the repetitions; quartiles, because disturbances only add to
/// costs. Second, the first request of a URL costs more than the share ``wantedRank`` of its
/// repetitions, on average over the URLs. Without a cache every request of a URL is equally likely to
/// be the most expensive one. The second condition then holds by chance in one of 9,000 rounds of
/// eight URLs, and in one of 66 rounds of three, the minimum (Irwin–Hall distribution). A round that
/// detects a cache is followed by a second one with other URLs; both must agree.
package struct CacheCheck: Codable, Hashable, Sendable {
  /// A measure of the cost of a request.
  package enum Cost: String, Codable, Sendable {
    /// CPU time of the server.
    case cpuTime
    /// Response time.
    case responseTime
  }

  /// The costs of one URL's requests in microseconds, in order.
  package struct Series: Hashable, Sendable {
    /// The cost of the first request.
    package var first: Double
    /// The costs of the repetitions.
    package var again: [Double]

    /// Creates a series.
    package init(first: Double, again: [Double]) {
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

  /// The smallest ratio of costs at which a round detects a cache.
  package static let wantedRatio = 2.0
  /// The smallest mean rank at which a round detects a cache.
  package static let wantedRank = 0.85
  /// The smallest number of URLs of a round.
  package static let minimumURLs = 3

  /// The source format.
  package var format: SourceFormat
  /// The measure of cost.
  package var cost: Cost
  /// The number of URLs of the last round.
  package var urls: Int
  /// The cost of a fresh URL over that of a repeated one; lower quartiles of the last round.
  package var ratio: Double
  /// The share of repetitions that cost less than the first request, on average over the URLs.
  package var rank: Double
  /// Whether all rounds, at least two, detected a cache.
  package var isCached: Bool

  /// Evaluates rounds; nil if the last one has too few URLs.
  package init?(format: SourceFormat, cost: Cost, rounds: [[Series]]) {
    guard let last = rounds.last, let figures = Self.figures(of: last) else { return nil }
    self.format = format
    self.cost = cost
    urls = last.count
    (ratio, rank) = figures
    isCached = rounds.count > 1 && rounds.allSatisfy(Self.saysCached)
  }

  /// Whether one round detects a cache.
  package static func saysCached(_ round: [Series]) -> Bool {
    figures(of: round).map { $0.ratio >= wantedRatio && $0.rank >= wantedRank } ?? false
  }

  private static func figures(of round: [Series]) -> (ratio: Double, rank: Double)? {
    guard round.count >= minimumURLs,
      let fresh = quantile(0.25, of: round.map(\.first)),
      let repeated = quantile(0.25, of: round.flatMap(\.settled)), repeated > 0
    else { return nil }
    return (fresh / repeated, round.reduce(0) { $0 + $1.rank } / Double(round.count))
  }
}
