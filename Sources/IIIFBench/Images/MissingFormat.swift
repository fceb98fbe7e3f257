/// The error for a picture without a file in a cell's format.
package struct MissingFormat: Error, Hashable, CustomStringConvertible {
  /// The picture's name.
  package var image: String
  /// The format.
  package var format: SourceFormat

  /// Creates an error.
  package init(
    image: String, format: SourceFormat
  ) {
    self.image = image
    self.format = format
  }
  /// The problem in one sentence.
  package var description: String { "picture '\(image)' has no file in the format \(format.name)" }
}
