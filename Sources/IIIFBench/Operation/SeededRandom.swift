import Statistics

/// A random number generator whose seed determines its sequence (SplitMix64, Steele et al., "Fast
/// splittable pseudorandom number generators", OOPSLA 2014).
public struct SeededRandom: RandomNumberGenerator, Sendable, Hashable {
  private var generator: SplitMix64

  /// Creates a generator with a seed.
  public init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
  }

  /// Creates a generator with a sequence of its own for each seed, purpose and index.
  public init(seed: UInt64, purpose: String, index: Int = 0) {
    var mixed = SeededRandom(seed: seed)
    var state = mixed.next()
    for byte in purpose.utf8 {
      mixed = SeededRandom(seed: state ^ UInt64(byte))
      state = mixed.next()
    }
    mixed = SeededRandom(seed: state ^ UInt64(bitPattern: Int64(index)))
    self.init(seed: mixed.next())
  }

  /// The next number of the sequence.
  public mutating func next() -> UInt64 {
    generator.next()
  }

  /// A uniformly distributed integer in a range.
  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    let span = UInt64(range.upperBound - range.lowerBound) + 1
    return range.lowerBound + Int(next().multipliedFullWidth(by: span).high)
  }
}
