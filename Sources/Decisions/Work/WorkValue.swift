/// What answers are in one respect.
package enum WorkValue: Hashable, Sendable {
  /// The source file, or an image that the server encoded.
  case isSource(Bool)
  /// A quality of JPEG.
  case quality(Int)
  /// A subsampling: `4:2:0`.
  case subsampling(String)
  /// Progressive or baseline.
  case isProgressive(Bool)
  /// Channels, and bits of each where they are known.
  case channels(Int, bits: Int?)
  /// Pixels beyond the size of the specification's arithmetic.
  case extraPixels(width: Int, height: Int)
  /// With or without a colour profile.
  case hasProfile(Bool)
  /// A mean length.
  case bytes(Double)

  /// Whether two servers of these values do the same: qualities are estimated to within 1, and
  /// lengths vary with the pictures.
  func isLike(_ other: WorkValue) -> Bool {
    switch (self, other) {
    case (.quality(let mine), .quality(let theirs)): abs(mine - theirs) <= 1
    case (.bytes(let mine), .bytes(let theirs)): max(mine, theirs) <= 1.5 * min(mine, theirs)
    default: self == other
    }
  }
}
