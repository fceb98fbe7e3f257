import Results
import IIIFBench

/// A respect in which the answers of servers can differ although all of them are right.
package enum WorkAspect: String, CaseIterable, Sendable {
  /// The source file as it is, or an image that the server encoded.
  case passThrough
  /// Quality of JPEG on libjpeg's scale, estimated from the quantisation tables.
  case quality
  /// Subsampling of the colour in JPEG.
  case subsampling
  /// Progressive or baseline JPEG.
  case scans
  /// Channels and bits of a channel.
  case channels
  /// Pixels more or less than the specification's arithmetic gives.
  case pixelSize
  /// Whether there is a colour profile.
  case profile
  /// Mean length in bytes.
  case length

  /// Whether a difference makes one server's work easier than another's.
  package var decidesWork: Bool {
    switch self {
    case .passThrough, .quality, .subsampling, .scans, .channels: true
    case .pixelSize, .profile, .length: false
    }
  }

  /// What an answer of these traits is in this respect; nil where it does not apply.
  func value(of traits: AnswerTraits) -> WorkValue? {
    switch self {
    case .passThrough: .isSource(traits.isPassedThrough)
    case .quality: traits.jpegQuality.map(WorkValue.quality)
    case .subsampling: traits.subsampling.map(WorkValue.subsampling)
    case .scans: traits.jpegQuality.map { _ in .isProgressive(traits.isProgressive) }
    case .channels:
      traits.components.map { .channels($0, bits: traits.bitDepth) }
    case .pixelSize: .extraPixels(width: traits.extraWidth, height: traits.extraHeight)
    case .profile: .hasProfile(traits.hasColourProfile)
    case .length: nil
    }
  }
}
