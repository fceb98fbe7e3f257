public import IIIF

/// The conditions for a valid answer to a request.
public struct Expectation: Sendable {
  /// A check of an operation: nil if the body is valid, otherwise a short phrase about the problem.
  public typealias BodyCheck = @Sendable (_ body: [UInt8]) -> String?

  /// The comparison of later bodies with the first valid one.
  public enum BodyComparison: Sendable {
    /// The same bytes.
    case bytes
    /// The same JSON values; the order of properties and of the items of a list does not count.
    case json
  }

  /// Valid status codes.
  public var statuses: Set<Int>
  /// Valid media types in lower case, without parameters; empty for any.
  public var mediaTypes: Set<String>
  /// The expected pixel size; nil if the body is not an image.
  public var size: PixelSize?
  /// The numbers of pixels by which the sides may differ from `size`.
  public var tolerance: SizeTolerance
  /// Whether the unchanged source file is a valid answer, because the request does not modify it.
  public var mayBeSource: Bool
  /// The expected content, for the comparison of pixels; nil if it is unknown.
  public var picture: ExpectedPicture?
  /// Expected header fields, checked in the first answer to each URL.
  public var fields: [FieldExpectation]
  /// A check of the whole body, run for the first answer to each URL.
  public var check: BodyCheck?
  /// The comparison of later bodies with the first valid one.
  public var comparison = BodyComparison.bytes
  /// URLs in a valid answer that a check requests next, in order; a load does not follow them.
  public var links: [FollowedLink] = []

  /// Creates an expectation.
  public init(
    statuses: Set<Int> = [200], mediaTypes: Set<String> = [],
    size: PixelSize? = nil, tolerance: SizeTolerance = 1, mayBeSource: Bool = false,
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
