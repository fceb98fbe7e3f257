/// The value of an aspect.
package enum WorkValue: Hashable, Sendable {
  /// Whether the answer is the source file.
  case isSource(Bool)
  /// A JPEG quality.
  case quality(Int)
  /// A subsampling: `4:2:0`.
  case subsampling(String)
  /// Whether a JPEG is progressive.
  case isProgressive(Bool)
  /// Channels, and bits of each if known.
  case channels(Int, bits: Int?)
  /// The deviation from the size of the specification's arithmetic.
  case extraPixels(width: Int, height: Int)
  /// Whether there is a colour profile.
  case hasProfile(Bool)
  /// A mean size.
  case bytes(Double)

  /// Whether two values count as equal: qualities are estimates within 1, and sizes vary between
  /// images.
  func isLike(_ other: WorkValue) -> Bool {
    switch (self, other) {
    case (.quality(let mine), .quality(let theirs)): abs(mine - theirs) <= 1
    case (.bytes(let mine), .bytes(let theirs)): max(mine, theirs) <= 1.5 * min(mine, theirs)
    default: self == other
    }
  }
}
