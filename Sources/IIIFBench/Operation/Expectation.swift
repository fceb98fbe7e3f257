public import IIIF

/// What a valid answer to a request is.
public struct Expectation: Sendable {
  /// A finding of an operation's own check: nil when the body is right, otherwise what is wrong
  /// with it, in a few words.
  public typealias BodyCheck = @Sendable (_ body: [UInt8]) -> String?

  /// The status of a usual answer, 200.
  public static let success: Set<Int> = [200]

  /// Status codes that are right.
  public var statuses: Set<Int>
  /// Media types that are right, in lower case without parameters; empty for any.
  public var mediaTypes: Set<String>
  /// The pixel size of a right image; nil where the body is no image.
  public var size: PixelSize?
  /// By how many pixels either side may differ from `size`.
  public var tolerance: Int
  /// Whether the source file itself is a valid answer, since nothing is asked to be done to it.
  public var mayBeSource: Bool
  /// What a right image shows, by which bodies are compared in their pixels; nil where it is not
  /// known.
  public var picture: ExpectedPicture?
  /// Header fields of a valid answer, looked at in the first answer to each URL.
  public var fields: [FieldExpectation]
  /// A check of the whole body, run on the first answer to each URL.
  public var check: BodyCheck?

  /// Creates an expectation.
  public init(
    statuses: Set<Int> = Expectation.success, mediaTypes: Set<String> = [],
    size: PixelSize? = nil, tolerance: Int = 1, mayBeSource: Bool = false,
    picture: ExpectedPicture? = nil, fields: [FieldExpectation] = [],
    check: BodyCheck? = nil
  ) {
    self.statuses = statuses
    self.mediaTypes = mediaTypes
    self.size = size
    self.tolerance = tolerance
    self.mayBeSource = mayBeSource
    self.picture = picture
    self.fields = fields
    self.check = check
  }
}
