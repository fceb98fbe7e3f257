package import IIIF
package import ImageHeaders

/// The size that an answer has, against the one that it should have.
package struct PixelDifference {
  package let size: PixelSize?

  package init(report: ImageReport) {
    if let width = report.width, let height = report.height {
      size = PixelSize(width: width, height: height)
    } else {
      size = nil
    }
  }

  /// The size in words.
  package var text: String { size?.description ?? "no size in the image's head" }

  /// What is wrong with the size; nil when it is within the tolerance.
  ///
  /// An image that is smaller on both sides and has the expected ratio of sides, but for a rounding,
  /// was shrunk under a limit of the server; any other wrong size is another picture.
  package func problem(expected: PixelSize, tolerance: Int) -> ResponseProblem? {
    guard let size else { return .wrongSize }
    if abs(size.width - expected.width) <= tolerance,
      abs(size.height - expected.height) <= tolerance
    {
      return nil
    }
    guard size.width < expected.width, size.height < expected.height else { return .wrongSize }
    let skew = abs(size.width * expected.height - size.height * expected.width)
    return skew <= max(expected.width, expected.height) ? .shrunk : .wrongSize
  }
}
