import IIIFBench

/// The order in which a run's pictures take their turns: all of them once in every round, each
/// round in a seeded order of its own.
package struct ImageOrder: Sendable {
  private let count: Int
  private let seed: UInt64

  /// Creates the order of `count` pictures.
  package init(count: Int, seed: UInt64) {
    precondition(count > 0, "a run has at least one picture")
    self.count = count
    self.seed = seed
  }

  /// The pictures of the iterations from 0 to `iterations`, as indices.
  ///
  /// - Throws: `CancellationError`.
  package func pictures(iterations: Int) throws -> [Int] {
    var pictures: [Int] = []
    pictures.reserveCapacity(iterations + count)
    var round = 0
    while pictures.count < iterations {
      if round.isMultiple(of: 1024) { try Task.checkCancellation() }
      var random = SeededRandom(seed: seed, purpose: "images", index: round)
      pictures += Array(0..<count).shuffled(using: &random)
      round += 1
    }
    return Array(pictures.prefix(iterations))
  }
}
