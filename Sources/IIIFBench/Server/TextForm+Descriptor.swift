package import Support

extension TextForm {
  /// Characters that an identifier cannot hold.
  package static let identifierCharacters = TextForm(
    expectation: "one to four characters of ASCII but / and space, or one of "
      + IdentifierCharacters.Class.allCases.map(\.rawValue).joined(separator: ", "),
    pattern: TextPattern(
      "^(\(IdentifierCharacters.Class.allCases.map(\.rawValue).joined(separator: "|"))"
        + "|[!-.0-~]{1,4})$"))
}
