public import IIIF

/// A request of an operation with its expectation.
public struct OperationRequest: Sendable {
  /// The requested resource.
  public enum Target: Sendable, Hashable {
    /// The image information, `info.json`.
    case information
    /// An image.
    case image(ImageRequest)
    /// Any text after the identifier, for malformed requests: `/full/nonsense`.
    case suffix(String)
  }

  /// The requested resource.
  public var target: Target
  /// The requested picture.
  public var image: SourceImage
  /// Additional header fields, by name.
  public var headers: [String: String]
  /// Whether the identifier contains unnecessary percent-encoding, which does not change its meaning.
  public var escapesIdentifier = false
  /// The conditions for a valid answer.
  public var expectation: Expectation
  /// The part of the iteration to which the request's step belongs; nil for a step without figures of
  /// its own.
  ///
  /// The first request of a step determines the step's part.
  public var part: OperationPart?

  /// Creates a request with an expectation.
  public init(
    target: Target, image: SourceImage, headers: [String: String] = [:], expectation: Expectation
  ) {
    self.target = target
    self.image = image
    self.headers = headers
    self.expectation = expectation
  }

  /// Creates a request for an image with the expectation that the specification implies: media type,
  /// pixel size, with a tolerance where it is rounded, and the picture itself.
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
