import Glibc

/// The SplitMix64 random number generator (Steele et al., "Fast splittable pseudorandom number
/// generators", OOPSLA 2014).
///
/// The seed determines the sequence, whose period is 2^64 for any seed.
package struct SplitMix64: RandomNumberGenerator, Sendable, Hashable {
  private var state: UInt64

  /// Creates the generator of a seed.
  package init(seed: UInt64) { state = seed }

  /// The next number of the sequence.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from the exponential distribution with mean 1.
  package mutating func unitExponential() -> Double {
    -log(1 - Double(next() >> 11) * 0x1p-53)
  }
}
