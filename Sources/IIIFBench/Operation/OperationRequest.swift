public import IIIF

/// A request of an operation and what a valid answer to it is.
public struct OperationRequest: Sendable {
  /// What is asked for.
  public enum Target: Sendable, Hashable {
    /// The image information, `info.json`.
    case information
    /// An image.
    case image(ImageRequest)
    /// Any text behind the prefix and the identifier, for malformed requests: `/full/nonsense`.
    case suffix(String)
  }

  /// What is asked for.
  public var target: Target
  /// The picture it is asked of.
  public var image: SourceImage
  /// Additional header fields, by name.
  public var headers: [String: String]
  /// Whether the identifier's characters are percent-encoded where they need not be, which means the
  /// same.
  public var escapesIdentifier = false
  /// What a valid answer is.
  public var expectation: Expectation
  /// The part of the iteration that the request's step belongs to, where that has figures of its
  /// own; the first request of a step decides.
  public var part: OperationPart?

  /// Creates a request with an expectation of the operation's own.
  public init(
    target: Target, image: SourceImage, headers: [String: String] = [:], expectation: Expectation
  ) {
    self.target = target
    self.image = image
    self.headers = headers
    self.expectation = expectation
  }

  /// Creates a request for an image, and expects the media type and the pixel size that the
  /// specification gives, the latter exactly unless it is the outcome of a rounding, and the
  /// picture itself.
  public init(_ request: ImageRequest, of image: SourceImage) {
    self.init(
      target: .image(request), image: image,
      expectation: Expectation(
        mediaTypes: [request.format.mediaType], size: request.resultSize(of: image.size),
        tolerance: request.sizeTolerance(of: image.size),
        mayBeSource: request.isWhole(of: image.size),
        picture: ExpectedPicture(request: request, image: image)))
  }
}
