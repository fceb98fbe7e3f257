extension Expectation {
  /// The right statuses in words.
  var statusText: String {
    "status " + statuses.sorted().map(String.init).joined(separator: " or ")
  }

  /// The right media types in words.
  var typeText: String {
    mediaTypes.isEmpty ? "an image" : mediaTypes.sorted().joined(separator: " or ")
  }
}
