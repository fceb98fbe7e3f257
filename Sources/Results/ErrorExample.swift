/// An example of a failed request.
package struct ErrorExample: Codable, Hashable, Sendable {
  /// The kind, as in `errors`.
  package var kind: String
  /// The URL.
  package var url: String
  /// What was expected.
  package var expected: String
  /// What was received.
  package var found: String

  /// Creates an example.
  package init(kind: String, url: String, expected: String, found: String) {
    self.kind = kind
    self.url = url
    self.expected = expected
    self.found = found
  }
}
