package import IIIFBench

extension Expectation {
  /// The right statuses in words.
  package var statusText: String {
    "status " + statuses.sorted().map(String.init).joined(separator: " or ")
  }

  /// The right media types in words.
  package var typeText: String {
    mediaTypes.isEmpty ? "an image" : mediaTypes.sorted().joined(separator: " or ")
  }
}
