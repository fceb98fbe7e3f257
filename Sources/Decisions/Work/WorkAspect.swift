import Results
import IIIFBench

/// An aspect in which valid answers can differ.
package enum WorkAspect: String, CaseIterable, Sendable {
  /// The unchanged source file, or an image that the server encoded.
  case passThrough
  /// Quality of JPEG on libjpeg's scale, estimated from the quantisation tables.
  case quality
  /// Subsampling of the colour in JPEG.
  case subsampling
  /// Progressive or baseline JPEG.
  case scans
  /// Channels and bits per channel.
  case channels
  /// The deviation from the pixel size of the specification's arithmetic.
  case pixelSize
  /// With or without a colour profile.
  case profile
  /// The mean size in bytes.
  case length

  /// Whether a difference changes the amount of work.
  package var decidesWork: Bool {
    switch self {
    case .passThrough, .quality, .subsampling, .scans, .channels: true
    case .pixelSize, .profile, .length: false
    }
  }

  /// The value of an answer with these traits; nil if the aspect does not apply.
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
