/// What can be wrong with the picture of an answer that is right by its header, size and end.
package enum PictureProblem: String, CaseIterable, Sendable {
  /// The picture cannot be decoded.
  case undecodable
  /// One colour all over.
  case blank
  /// Grey where colour was asked for, or colour where grey was.
  case wrongColour = "wrong-colour"
  /// The right picture, turned or mirrored as was not asked for.
  case wrongRotation = "wrong-rotation"
  /// The right picture, off by a row or a column of pixels.
  case moved
  /// What was asked for, but of another picture of the run.
  case otherImage = "other-image"
  /// Another picture; another region, mostly.
  case wrongPixels = "wrong-pixels"
  /// The right picture, encoded at another quality than the descriptor declares.
  case wrongQuality = "wrong-quality"

  /// The problem's name, as it stands in results.
  package var kind: String { rawValue }
}
