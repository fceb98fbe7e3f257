/// A compact letter display: items that share a letter do not differ significantly.
///
/// The insert-and-absorb algorithm of Piepho (2004), "An algorithm for a letter-based representation
/// of all-pairwise comparisons".
package struct LetterDisplay: Hashable, Sendable {
  /// The letters of each item, for example "ab".
  package let letters: [String]

  /// Groups items.
  ///
  /// - Parameters:
  ///   - count: The number of items; the best comes first.
  ///   - different: The pairs of items that differ significantly.
  package init(count: Int, different: [(Int, Int)]) {
    var columns: [Set<Int>] = count > 0 ? [Set(0..<count)] : []
    for (first, second) in different where first != second {
      columns = Self.absorbed(
        columns.flatMap { column in
          column.isSuperset(of: [first, second])
            ? [column.subtracting([first]), column.subtracting([second])] : [column]
        })
    }
    let sorted = columns.map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
    letters = (0..<count).map { item in
      sorted.indices.filter { sorted[$0].contains(item) }.map(Self.letter).joined()
    }
  }

  /// Drops columns that are subsets of another one.
  private static func absorbed(_ columns: [Set<Int>]) -> [Set<Int>] {
    var kept: [Set<Int>] = []
    for column in columns.sorted(by: { $0.count > $1.count })
    where !kept.contains(where: { $0.isSuperset(of: column) }) {
      kept.append(column)
    }
    return kept
  }

  /// a to z, A to Z, then a2, b2 and so on.
  private static func letter(_ index: Int) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let (round, place) = index.quotientAndRemainder(dividingBy: alphabet.count)
    return String(alphabet[place]) + (round == 0 ? "" : String(round + 1))
  }
}
