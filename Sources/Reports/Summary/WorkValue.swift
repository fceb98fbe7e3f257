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

  /// The value for tables, and in sentences that have named the respect.
  package var text: String {
    switch self {
    case .isSource(let isSource): isSource ? "source file" : "server"
    case .quality(let quality): "\(quality)"
    case .subsampling(let ratio): ratio
    case .isProgressive(let isProgressive): isProgressive ? "progressive" : "baseline"
    case .channels(let count, let bits):
      bits.map { "\(count) × \($0) bits" } ?? "\(count)"
    case .extraPixels(let width, let height):
      width == 0 && height == 0 ? "exact" : "\(Self.signed(width)) × \(Self.signed(height)) px"
    case .hasProfile(let hasProfile): hasProfile ? "yes" : "no"
    case .bytes(let count): Quantity.bytes(count)
    }
  }

  /// The value behind `sends`, where the respect has not been named.
  var object: String {
    switch self {
    case .isSource(let isSource):
      isSource ? "the source file as it is" : "images of its own encoding"
    case .quality(let quality): "JPEG quality \(quality)"
    case .subsampling(let ratio): "colour subsampled \(ratio)"
    case .isProgressive(let isProgressive): isProgressive ? "progressive JPEG" : "baseline JPEG"
    case .channels(let count, let bits):
      Quantity.counted(count, "channel") + (bits.map { " of \($0) bits" } ?? "")
    case .extraPixels(let width, let height):
      width == 0 && height == 0
        ? "exactly the size asked for"
        : "\(Self.signed(width)) × \(Self.signed(height)) pixels on the size asked for"
    case .hasProfile(let hasProfile): hasProfile ? "a colour profile" : "no colour profile"
    case .bytes(let count): "\(Quantity.bytes(count)) an answer"
    }
  }

  /// The value behind `the others`, where a sentence has named the respect.
  var rest: String {
    switch self {
    case .quality, .subsampling: text
    case .isSource(let isSource): isSource ? object : "images that they encode"
    case .bytes(let count): Quantity.bytes(count)
    default: object
    }
  }

  /// Whether two servers of these values do the same: qualities are estimated to within 1, and
  /// lengths vary with the pictures.
  func isLike(_ other: WorkValue) -> Bool {
    switch (self, other) {
    case (.quality(let mine), .quality(let theirs)): abs(mine - theirs) <= 1
    case (.bytes(let mine), .bytes(let theirs)): max(mine, theirs) <= 1.5 * min(mine, theirs)
    default: self == other
    }
  }

  private static func signed(_ count: Int) -> String { count > 0 ? "+\(count)" : "\(count)" }
}
