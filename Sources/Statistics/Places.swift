/// The possible places of items, given the pairs that differ significantly.
package struct Places: Hashable, Sendable {
  /// The first and the last place of each item, from 1.
  package let ranges: [ClosedRange<Int>]

  /// Ranks items; each pair names the better item first.
  package init(count: Int, better pairs: [(Int, Int)]) {
    var ahead = Array(repeating: Set<Int>(), count: count)
    var behind = ahead
    for (better, worse) in pairs {
      ahead[worse].insert(better)
      behind[better].insert(worse)
    }
    ranges = (0..<count).map { item in
      // Contradictory pairs must not produce an invalid range.
      let first = 1 + ahead[item].count
      return first...max(first, count - behind[item].count)
    }
  }
}
