import IIIF
package import IIIFBench

/// The maximum length of answers, beyond which they are failures.
package enum AnswerLimit {
  /// The maximum of answers of unknown size, such as `info.json`.
  package static let standard = 32 << 20
  private static let minimum = 1 << 20
  /// Four times the samples of four channels.
  private static let bytesPerPixel = 16

  /// The maximum length of an answer in bytes.
  ///
  /// - Parameters:
  ///   - expectation: The expectation, with the size of an image.
  ///   - source: The length of the source file, which a server may hand out.
  package static func bytes(for expectation: Expectation, source: Int) -> Int {
    guard let size = expectation.size else { return max(standard, source) }
    let (area, overflow) = size.width.multipliedReportingOverflow(by: size.height)
    let (bytes, overflows) = area.multipliedReportingOverflow(by: bytesPerPixel)
    return overflow || overflows ? .max : max(minimum, bytes, source)
  }
}
