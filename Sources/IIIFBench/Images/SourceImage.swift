public import IIIF

/// A picture, independent of its formats.
public struct SourceImage: Codable, Hashable, Sendable {
  /// Its index in the dataset, from 0.
  public var index: Int
  /// Its path without extension, relative to the dataset: `folder/page 01`.
  public var name: String
  /// Its size.
  public var size: PixelSize

  /// Creates a picture.
  package init(index: Int, name: String, size: PixelSize) {
    self.index = index
    self.name = name
    self.size = size
  }
}
