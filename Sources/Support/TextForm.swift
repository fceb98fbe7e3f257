/// A form that a text must have: the words for it, a pattern for JSON Schema, and the check itself.
///
/// The check is code, since a descriptor is read in microseconds; tests hold it against the pattern.
package struct TextForm: Sendable {
  /// What is expected, in words: `a path that starts with '/'`.
  package let expectation: String
  /// A regular expression (ECMA 262) that says the same.
  package let pattern: String
  /// Texts of the form, from which the one that was meant is guessed.
  package var candidates: [String] = []
  /// Says what is wrong with a text, where more can be told than what was expected.
  package var explanation: (@Sendable (String) -> String?)?
  /// Whether a text has the form.
  package let accepts: @Sendable (String) -> Bool

  /// Creates a text form.
  package init(
    expectation: String, pattern: String, candidates: [String] = [],
    explanation: (@Sendable (String) -> String?)? = nil,
    accepts: @escaping @Sendable (String) -> Bool
  ) {
    self.expectation = expectation
    self.pattern = pattern
    self.candidates = candidates
    self.explanation = explanation
    self.accepts = accepts
  }
}

extension TextForm {
  /// Any text of one line.
  package static let line = TextForm(
    expectation: "a text of one line", pattern: #"^[^\n\r]*[^\s][^\n\r]*$"#
  ) { text in
    !text.utf8.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      && (text.utf8.contains { 0x21...0x7E ~= $0 } || !text.allSatisfy(\.isWhitespace))
  }

  /// A name by which things are selected.
  package static let name = TextForm(
    expectation: "lower-case letters and digits, in words joined by hyphens",
    pattern: "^[a-z0-9]+(-[a-z0-9]+)*$"
  ) { text in
    isName(text.utf8[...])
  }

  /// A server's name, or `name@variant`.
  package static let serverLabel = TextForm(
    expectation: "a server's name or NAME@VARIANT",
    pattern: "^[a-z0-9]+(-[a-z0-9]+)*(@[a-z0-9]+(-[a-z0-9]+)*)?$"
  ) { text in
    let parts = text.utf8.split(
      separator: UInt8(ascii: "@"), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { isName($0) }
  }

  /// The address of a page.
  package static let address = TextForm(
    expectation: "an address that starts with http:// or https://",
    pattern: #"^https?://[^\s/]+(/\S*)?$"#
  ) { text in
    guard let scheme = ["https://", "http://"].first(where: { text.hasPrefix($0) }) else {
      return false
    }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    return !rest.isEmpty && rest.first != slash && !holdsWhitespace(text)
  }

  /// The path before identifiers.
  package static let prefix = TextForm(
    expectation: "a path that starts with '/' and does not end with one, or \"\" for the root",
    pattern: #"^(/[^\s/?#{}]+)*$"#
  ) { text in
    text.isEmpty || isPath(text, refusing: "?#{}")
  }

  /// A folder inside a container.
  package static let absoluteFolder = TextForm(
    expectation: "an absolute path without '/' at its end",
    pattern: #"^(/(?!\.{1,2}(/|$))[^\s/:,{}]+)+$"#
  ) { text in
    isPath(text, refusing: ":,{}") && hasPlainParts(text.utf8.dropFirst())
  }

  /// A file or folder below the one that the key speaks of.
  package static let relativePath = TextForm(
    expectation: "a relative path that stays in its folder, without '.' and '..'",
    pattern: #"^(?!\.{1,2}(/|$))[^/\n\r]+(/(?!\.{1,2}(/|$))[^/\n\r]+)*$"#
  ) { text in
    !text.utf8.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      && hasPlainParts(text.utf8[...])
  }

  /// A container image.
  package static let imageReference = TextForm(
    expectation: "an image reference such as 'registry.example/name:1.2'",
    pattern: "^[a-z0-9][A-Za-z0-9._/:@-]*$"
  ) { text in
    guard let first = text.utf8.first, isLowerOrDigit(first) else { return false }
    return text.utf8.allSatisfy { isLetterOrDigit($0) || "._/:@-".utf8.contains($0) }
  }

  /// An environment variable or a build argument.
  package static let variable = TextForm(
    expectation: "a variable's name: letters, digits and '_'",
    pattern: "^[A-Za-z_][A-Za-z0-9_]*$"
  ) { text in
    guard let first = text.utf8.first, !isDigit(first) else { return false }
    return text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "_") }
  }

  /// A Debian package.
  package static let aptPackage = TextForm(
    expectation: "the name of a Debian package", pattern: "^[a-z0-9][a-z0-9+.-]+$"
  ) { text in
    guard let first = text.utf8.first, isLowerOrDigit(first), text.utf8.count > 1 else {
      return false
    }
    return text.utf8.allSatisfy { isLowerOrDigit($0) || "+.-".utf8.contains($0) }
  }

  /// What stands for a slash in an identifier.
  package static let substitute = TextForm(
    expectation: "a text without '/' and spaces", pattern: #"^[^\s/]+$"#
  ) { text in
    !text.isEmpty && !text.utf8.contains(slash) && !holdsWhitespace(text)
  }

  /// A folder with images, or `sample`.
  package static let imageSource = TextForm(
    expectation: "'sample', the path of a folder or the address of a manifest",
    pattern: #"^[^\n\r]*[^\s][^\n\r]*$"#,
    accepts: TextForm.line.accepts)
}

private func isDigit(_ byte: UInt8) -> Bool {
  UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
}

private func isLowerOrDigit(_ byte: UInt8) -> Bool {
  isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  isLowerOrDigit(byte) || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
}

private func isName(_ text: Substring.UTF8View) -> Bool {
  let hyphen = UInt8(ascii: "-")
  guard let first = text.first, let last = text.last, first != hyphen, last != hyphen else {
    return false
  }
  var previous = first
  for byte in text {
    guard isLowerOrDigit(byte) || (byte == hyphen && previous != hyphen) else { return false }
    previous = byte
  }
  return true
}

private let slash = UInt8(ascii: "/")

/// Whether every part of the path follows a slash and holds neither spaces nor refused characters.
private func isPath(_ text: String, refusing refused: String) -> Bool {
  text.utf8.first == slash && !holdsWhitespace(text)
    && !text.utf8.contains { refused.utf8.contains($0) }
    && text.utf8.dropFirst().split(separator: slash, omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty }
}

/// Whether no part of the path is empty, `.` or `..`.
private func hasPlainParts(_ path: Substring.UTF8View) -> Bool {
  path.split(separator: slash, omittingEmptySubsequences: false).allSatisfy { part in
    part.count > 2 ? true : part.contains { $0 != UInt8(ascii: ".") }
  }
}

/// Whether a text holds a space of any script.
private func holdsWhitespace(_ text: String) -> Bool {
  var isASCII = true
  for byte in text.utf8 {
    if byte == 0x20 || 0x09...0x0D ~= byte { return true }
    isASCII = isASCII && byte < 0x80
  }
  return !isASCII && text.contains(where: \.isWhitespace)
}
