/// A problem of the picture in an answer whose header, size and end are valid.
package enum PictureProblem: String, CaseIterable, Sendable {
  /// The picture cannot be decoded.
  case undecodable
  /// One colour all over.
  case blank
  /// Grey instead of colour, or colour instead of grey.
  case wrongColour = "wrong-colour"
  /// The expected picture, but turned or mirrored.
  case wrongRotation = "wrong-rotation"
  /// The expected picture, but shifted by rows or columns of pixels.
  case moved
  /// The requested part, but of another picture of the run.
  case otherImage = "other-image"
  /// Another picture, mostly another region.
  case wrongPixels = "wrong-pixels"
  /// The expected picture, but at another quality than the descriptor declares.
  case wrongQuality = "wrong-quality"

  /// The problem's name in results.
  package var kind: String { rawValue }
}
