/// The black and white pictures that thresholds make of a picture.
///
/// The specification leaves the conversion to the server (Image API 2.1 §4.4, 3.0 §4.4).
struct BitonalStructure {
  /// Lightness, red, green and blue of each pixel.
  private let channels: [[Double]]

  /// The least correlation with the picture of a threshold.
  private static let minimumCorrelation = 0.6

  init(of reference: ReducedPicture) {
    channels =
      [reference.lightness]
      + (0..<3).map { channel in
        stride(from: channel, to: reference.samples.count, by: 3).map {
          Double(reference.samples[$0])
        }
      }
  }

  /// Whether a picture of the same size is black and white where a threshold on a channel makes the
  /// reference so.
  func matches(_ answer: ReducedPicture) -> Bool {
    let mine = answer.lightness
    return channels.contains { channel in
      stride(from: 16.0, through: 240, by: 16).contains { threshold in
        let theirs = channel.map { $0 < threshold ? 0.0 : 255 }
        return Self.correlation(mine, theirs) > Self.minimumCorrelation
      }
    }
  }

  private static func correlation(_ mine: [Double], _ theirs: [Double]) -> Double {
    let (my, their) = (Moments(mine), Moments(theirs))
    let spread = (my.variance * their.variance).squareRoot()
    guard spread > 0, mine.count == theirs.count else { return 0 }
    let covariance =
      zip(mine, theirs).reduce(0) { $0 + ($1.0 - my.mean) * ($1.1 - their.mean) }
      / Double(mine.count)
    return covariance / spread
  }
}
