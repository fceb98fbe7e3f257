import Foundation

/// Compares two servers for a mix of requests.
package struct MixComparison: Hashable, Sendable {
  /// The mean over the blocks of ln T_b − ln T_a; positive if the first server is faster.
  package let estimate: BlockEstimate

  /// The throughputs of two servers for one kind of request, by block, and the mean completions of
  /// their windows.
  package struct Part: Hashable, Sendable {
    /// The throughputs of the first server.
    package var first: [Int: Double]
    /// The throughputs of the second server.
    package var second: [Int: Double]
    /// The mean completions of a window of the first server.
    package var firstCompletions: Double
    /// The mean completions of a window of the second server.
    package var secondCompletions: Double

    /// Creates a part.
    package init(
      first: [Int: Double], second: [Int: Double], firstCompletions: Double,
      secondCompletions: Double
    ) {
      (self.first, self.second) = (first, second)
      (self.firstCompletions, self.secondCompletions) = (firstCompletions, secondCompletions)
    }
  }

  /// Compares two servers over the blocks that have all kinds of requests of both; nil if there is no
  /// such block, or if a throughput is not positive.
  ///
  /// The variance combines the moderated variances of the parts, weighted by their shares of the
  /// time, and their correlation.
  package init?(_ mix: RequestMix, parts: [Part]) {
    let blocks = Self.commonBlocks(parts)
    guard parts.count == mix.shares.count, !blocks.isEmpty else { return nil }
    let cells = parts.compactMap { part -> BlockRow? in
      let ratios = blocks.map { block in
        (block, log(part.first[block, default: 0] / part.second[block, default: 0]))
      }
      return PairedCell(
        logRatios: Dictionary(uniqueKeysWithValues: ratios),
        completions: (part.firstCompletions, part.secondCompletions))?.row
    }
    guard cells.count == parts.count else { return nil }
    var sum = 0.0
    var timeShares = parts.map { _ in 0.0 }
    for block in blocks {
      let first = parts.map { $0.first[block, default: 0] }
      let second = parts.map { $0.second[block, default: 0] }
      sum += log(mix.time(throughputs: second) / mix.time(throughputs: first))
      let both = zip(mix.timeShares(throughputs: first), mix.timeShares(throughputs: second))
      for (index, pair) in both.enumerated() {
        timeShares[index] += (pair.0 + pair.1) / Double(2 * blocks.count)
      }
    }
    let pool = ModeratedPool(cells)
    guard let row = pool.estimates.first else { return nil }
    estimate = BlockEstimate(
      mean: sum / Double(blocks.count), variance: pool.variance(weights: timeShares),
      blocks: blocks.count, sources: row.sources)
  }

  /// The throughput of the first server over that of the second.
  package var ratio: Double { exp(estimate.mean) }

  private static func commonBlocks(_ parts: [Part]) -> [Int] {
    let sets = parts.flatMap { [Set($0.first.keys), Set($0.second.keys)] }
    guard let first = sets.first else { return [] }
    return sets.dropFirst().reduce(first) { $0.intersection($1) }.sorted()
  }
}
