/// A wrong answer, kept to show what went wrong.
package struct ErrorExample: Codable, Hashable, Sendable {
  /// The kind, as in `errors`.
  package var kind: String
  /// The URL.
  package var url: String
  /// What a valid answer is.
  package var expected: String
  /// What came.
  package var found: String

  /// Creates an example.
  package init(kind: String, url: String, expected: String, found: String) {
    self.kind = kind
    self.url = url
    self.expected = expected
    self.found = found
  }
}
