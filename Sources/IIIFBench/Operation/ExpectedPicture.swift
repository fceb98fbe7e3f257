public import IIIF

/// What an image that answers a request shows: a picture of the run, and what is done to it.
public struct ExpectedPicture: Hashable, Sendable {
  /// What is asked for.
  public var request: ImageRequest
  /// The picture it is asked of.
  public var image: SourceImage

  /// Creates a description of an answer's content.
  public init(request: ImageRequest, image: SourceImage) {
    self.request = request
    self.image = image
  }
}
