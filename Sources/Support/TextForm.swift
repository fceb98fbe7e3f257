/// A required form of a text.
///
/// The pattern is the only source of the rule: the loader and the command line check texts with it,
/// and the JSON Schema publishes it.
package struct TextForm: Sendable {
  /// A description for messages: `a path that starts with '/'`.
  package let expectation: String
  /// The rule.
  package let pattern: TextPattern
  /// Known texts of this form, for suggestions.
  package var candidates: [String] = []
  /// Explains a rejected text more precisely than the expectation; nil if it cannot.
  package var explanation: (@Sendable (String) -> String?)?
  /// A rule that a regular expression cannot express, such as the order of two numbers.
  private let condition: (@Sendable (String) -> Bool)?

  /// Creates a form.
  package init(
    expectation: String, pattern: TextPattern, candidates: [String] = [],
    explanation: (@Sendable (String) -> String?)? = nil,
    condition: (@Sendable (String) -> Bool)? = nil
  ) {
    self.expectation = expectation
    self.pattern = pattern
    self.candidates = candidates
    self.explanation = explanation
    self.condition = condition
  }

  /// Whether a text has the form.
  package func accepts(_ text: String) -> Bool {
    pattern.matches(text) && (condition?(text) ?? true)
  }
}

extension TextForm {
  /// Any text of one line.
  package static let line = TextForm(
    expectation: "a text of one line", pattern: #"^[^\n\r]*[^\s][^\n\r]*$"#)

  /// A name.
  package static let name = TextForm(
    expectation: "lower-case letters and digits, joined by hyphens",
    pattern: "^[a-z0-9]+(-[a-z0-9]+)*$")

  /// A server's name, or `name@variant`.
  package static let serverLabel = TextForm(
    expectation: "a server's name or NAME@VARIANT",
    pattern: "^[a-z0-9]+(-[a-z0-9]+)*(@[a-z0-9]+(-[a-z0-9]+)*)?$")

  /// The address of a page.
  package static let address = TextForm(
    expectation: "an address that starts with http:// or https://",
    pattern: #"^https?://[^\s/]+(/\S*)?$"#)

  /// The path before the identifier.
  package static let prefix = TextForm(
    expectation:
      "a path that starts with '/' and does not end with '/', \"\" for the root, or a path with a "
      + "query such as '/fcgi-bin/iipsrv.fcgi?IIIF='",
    pattern: #"^(/[^\s/?#{}]+)*(/?\?[^\s?#{}]*[^\s?#{}/])?$"#)

  /// The name of a header field that a client may set: a token of RFC 9110 §5.6.2 without a full stop.
  package static let headerName = TextForm(
    expectation: "the name of a header field, such as Authorization",
    pattern: "^[!#$%&'*+^_`|~A-Za-z0-9-]+$")

  /// A folder in a container.
  package static let absoluteFolder = TextForm(
    expectation: "an absolute path without a trailing '/', without '.' and '..'",
    pattern: TextPattern("^(/\(part(without: #"\s/:,{}"#)))+$"))

  /// A path relative to a folder.
  package static let relativePath = TextForm(
    expectation: "a relative path without '.' and '..'",
    pattern: TextPattern(
      "^\(part(without: #"/\n\r"#))(/\(part(without: #"/\n\r"#)))*$"))

  /// A container image.
  package static let imageReference = TextForm(
    expectation: "an image reference such as 'registry.example/name:1.2'",
    pattern: "^[a-z0-9][A-Za-z0-9._/:@-]*$")

  /// The name of an environment variable or a build argument.
  package static let variable = TextForm(
    expectation: "a variable's name: letters, digits and '_'",
    pattern: "^[A-Za-z_][A-Za-z0-9_]*$")

  /// The name of a header field (RFC 9110 §5.1).
  package static let fieldName = TextForm(
    expectation: "the name of a header field, such as X-Cache",
    pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$")

  /// A Debian package.
  package static let aptPackage = TextForm(
    expectation: "the name of a Debian package", pattern: "^[a-z0-9][a-z0-9+.-]+$")

  /// The substitute for a slash in an identifier.
  package static let substitute = TextForm(
    expectation: "a text without '/' and spaces", pattern: #"^[^\s/]+$"#)

  /// A folder with images, or `sample`.
  package static let imageSource = TextForm(
    expectation: "'sample', the path of a folder or the address of a manifest",
    pattern: line.pattern)

  /// A pattern of a path component that is neither `.` nor `..` and excludes some characters.
  private static func part(without refused: String) -> String {
    let (any, other) = ("[^\(refused)]", "[^.\(refused)]")
    return #"(\#(other)\#(any)*|\.\#(other)\#(any)*|\.\.\#(any)+)"#
  }
}
