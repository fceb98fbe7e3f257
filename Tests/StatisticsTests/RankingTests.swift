import Statistics
import Testing

@Suite struct RankingTests {
  struct Example: Sendable {
    var pairs: [(Int, Int)]
    var letters: [String]
    var places: [ClosedRange<Int>]
  }

  @Test(
    "Items that do not differ share a letter and places",
    arguments: [
      Example(
        pairs: [(0, 2), (0, 3), (1, 3)], letters: ["a", "ab", "bc", "c"],
        places: [1...2, 1...3, 2...4, 3...4]),
      Example(
        pairs: [], letters: ["a", "a", "a", "a"], places: [1...4, 1...4, 1...4, 1...4]),
      Example(
        pairs: [(0, 1), (0, 2), (1, 2)], letters: ["a", "b", "c"], places: [1...1, 2...2, 3...3]),
      Example(
        pairs: [(0, 3), (0, 4), (1, 4), (2, 4)], letters: ["a", "ab", "ab", "bc", "c"],
        places: [1...3, 1...4, 1...4, 2...5, 4...5]),
    ])
  func examples(example: Example) {
    let count = example.letters.count
    #expect(LetterDisplay(count: count, different: example.pairs).letters == example.letters)
    #expect(
      LetterDisplay(count: count, different: example.pairs.reversed()).letters == example.letters)
    #expect(Places(count: count, better: example.pairs).ranges == example.places)
  }

  @Test("Items share a letter if and only if they do not differ")
  func faithful() {
    var random = SeededRandom(state: 5)
    for _ in 0..<50 {
      let pairs = (0..<7).flatMap { i in (0..<i).map { ($0, i) } }
      let different = pairs.filter { _ in random.uniform() < 0.4 }
      let letters = LetterDisplay(count: 7, different: different).letters.map(Set.init)
      for pair in pairs {
        let isDifferent = different.contains { $0 == pair }
        #expect(letters[pair.0].isDisjoint(with: letters[pair.1]) == isDifferent)
      }
    }
  }

  @Test("No items have no letters")
  func empty() {
    #expect(LetterDisplay(count: 0, different: []).letters.isEmpty)
    #expect(Places(count: 0, better: []).ranges.isEmpty)
  }
}
