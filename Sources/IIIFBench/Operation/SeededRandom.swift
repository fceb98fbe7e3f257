import Statistics

/// A generator of random numbers whose sequence is fixed by its seed (SplitMix64).
public struct SeededRandom: RandomNumberGenerator, Sendable, Hashable {
  private var generator: SplitMix64

  /// Starts the sequence of a seed.
  public init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
  }

  /// Starts the sequence of a seed, a purpose and an index, independent of those of others.
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

  /// A whole number of the range, each as likely as the others.
  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    let span = UInt64(range.upperBound - range.lowerBound) + 1
    return range.lowerBound + Int(next().multipliedFullWidth(by: span).high)
  }
}
