package import IIIFBench

extension Expectation {
  /// The text of the valid statuses.
  package var statusText: String {
    "status " + statuses.sorted().map(String.init).joined(separator: " or ")
  }

  /// The text of the valid media types.
  package var typeText: String {
    mediaTypes.isEmpty ? "an image" : mediaTypes.sorted().joined(separator: " or ")
  }
}
