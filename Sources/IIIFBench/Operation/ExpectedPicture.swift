public import IIIF

/// The content of a valid image: a picture of the run and the request that transforms it.
public struct ExpectedPicture: Hashable, Sendable {
  /// The request.
  public var request: ImageRequest
  /// The picture.
  public var image: SourceImage

  /// Creates an expected picture.
  public init(request: ImageRequest, image: SourceImage) {
    self.request = request
    self.image = image
  }
}
