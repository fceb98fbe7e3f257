package import IIIF
package import ImageHeaders

/// The size of an answer compared with the expected one.
package struct PixelDifference {
  package let size: PixelSize?

  package init(report: ImageReport) {
    if let width = report.width, let height = report.height {
      size = PixelSize(width: width, height: height)
    } else {
      size = nil
    }
  }

  /// The size as text.
  package var text: String { size?.description ?? "no size in the image's header" }

  /// The problem of the size; nil within the tolerance.
  ///
  /// An image that is smaller on both sides but has the expected ratio of sides, except for
  /// rounding, was shrunk to a limit of the server; any other wrong size is another picture.
  package func problem(expected: PixelSize, tolerance: SizeTolerance) -> ResponseProblem? {
    guard let size else { return .wrongSize }
    if tolerance.accepts(size, expected: expected) { return nil }
    guard size.width < expected.width, size.height < expected.height else { return .wrongSize }
    let skew = abs(size.width * expected.height - size.height * expected.width)
    return skew <= max(expected.width, expected.height) ? .shrunk : .wrongSize
  }
}
