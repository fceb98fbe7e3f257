import Foundation

/// The number of users beyond which more load gains little: the largest X²/N.
///
/// Kleinrock's power, throughput over response time, of a closed loop of N users.
package struct Knee: Hashable, Sendable {
  /// The number of users with the largest X²/N.
  package let users: Int
  /// The smallest to the largest number of users whose X²/N is not significantly lower.
  package let range: ClosedRange<Int>

  /// Finds the knee from throughputs by number of users and block; nil if none is positive.
  ///
  /// Each load is compared with the best one over their common blocks.
  package init?(_ throughputs: [Int: [Int: Double]], level: Double = 0.05) {
    let powers = throughputs.mapValues { blocks in
      blocks.filter { $0.value > 0 }.mapValues { log($0) }
    }.filter { $0.key > 0 && !$0.value.isEmpty }
    let means = powers.map { users, blocks in
      let sum = blocks.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
      return (users, 2 * sum / Double(blocks.count) - log(Double(users)))
    }
    // Ties go to the fewest users.
    guard let best = means.max(by: { $0.1 == $1.1 ? $0.0 > $1.0 : $0.1 < $1.1 })?.0,
      let reference = powers[best]
    else { return nil }
    let others = powers.keys.filter { $0 != best }.sorted()
    let rows = others.compactMap { users -> (Int, BlockRow)? in
      let ratio = log(Double(best) / Double(users))
      let pairs = powers[users, default: [:]].compactMap { block, value in
        reference[block].map { (block, 2 * (value - $0) + ratio) }
      }
      return BlockRow(values: Dictionary(uniqueKeysWithValues: pairs)).map { (users, $0) }
    }
    let results = TestFamily(groups: [rows.map(\.1)], level: level).results[0]
    let ties = zip(rows, results).filter { !$1.isRejected }.map(\.0.0) + [best]
    users = best
    range = (ties.min() ?? best)...(ties.max() ?? best)
  }
}
