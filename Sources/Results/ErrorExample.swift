package import Foundation

/// An example of a failed request.
package struct ErrorExample: Codable, Hashable, Sendable {
  /// The kind, as in `errors`.
  package var kind: String
  /// The URL.
  package var url: String
  /// The name of the requested picture; empty if it is unknown.
  package var picture: String
  /// When the request failed.
  package var time: Date
  /// What was expected.
  package var expected: String
  /// What was received.
  package var found: String
  /// What the server logged at that time; empty if it logged nothing, or if its log is not read.
  package var log: [String]

  /// Creates an example.
  package init(
    kind: String, url: String, picture: String = "", time: Date = Date(), expected: String,
    found: String, log: [String] = []
  ) {
    self.kind = kind
    self.url = url
    self.picture = picture
    self.time = time
    self.expected = expected
    self.found = found
    self.log = log
  }

  /// The number of examples that are kept of each kind.
  package static let examplesPerKind = 3

  /// The first examples of each kind, without those that differ in time and log only.
  package static func first(of examples: [ErrorExample]) -> [ErrorExample] {
    var kept: [ErrorExample] = []
    for example in examples.sorted(by: { $0.time < $1.time }) {
      let same = kept.filter { $0.kind == example.kind }
      if same.count < examplesPerKind,
        !same.contains(where: { ($0.url, $0.found) == (example.url, example.found) })
      {
        kept.append(example)
      }
    }
    return kept
  }
}
