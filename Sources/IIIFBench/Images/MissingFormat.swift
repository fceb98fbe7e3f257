/// A picture of a run that is not kept in the format of a cell.
package struct MissingFormat: Error, Hashable, CustomStringConvertible {
  /// The picture's name.
  package var image: String
  /// The format.
  package var format: SourceFormat

  /// Creates a missing format.
  package init(
    image: String, format: SourceFormat
  ) {
    self.image = image
    self.format = format
  }
  /// A sentence that names both.
  package var description: String { "picture '\(image)' has no file in the format \(format.name)" }
}
