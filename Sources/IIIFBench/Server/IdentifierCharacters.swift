/// Characters that a server's identifiers cannot hold: `#`, `$&`, or a class such as `space`.
package struct IdentifierCharacters: RawRepresentable, Codable, Hashable, Sendable {
  /// A class of characters.
  package enum Class: String, CaseIterable, Sendable {
    /// The space.
    case space
    /// Characters outside ASCII.
    case nonASCII = "non-ascii"
    /// Characters outside ISO 8859-1.
    case nonLatin1 = "non-latin-1"
    /// Combining marks, as in decomposed umlauts.
    case combining

    fileprivate func contains(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .space: scalar == " "
      case .nonASCII: scalar.value > 0x7F
      case .nonLatin1: scalar.value > 0xFF
      case .combining: scalar.properties.canonicalCombiningClass != .notReordered
      }
    }
  }

  /// The characters as a descriptor writes them.
  package let rawValue: String

  /// Creates a rule from the text of a descriptor.
  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Whether a name holds the characters.
  package func occur(in name: String) -> Bool {
    if let set = Class(rawValue: rawValue) {
      return name.unicodeScalars.contains(where: set.contains)
    }
    return Self.range(of: rawValue, in: name.unicodeScalars[...]) != nil
  }

  /// The name with the characters replaced by `_`.
  package func replaced(in name: String) -> String {
    if let set = Class(rawValue: rawValue) {
      let scalars = name.unicodeScalars.map { set.contains($0) ? "_" : $0 }
      return String(String.UnicodeScalarView(scalars))
    }
    var result = String.UnicodeScalarView()
    var rest = name.unicodeScalars[...]
    while let range = Self.range(of: rawValue, in: rest) {
      result += rest[..<range.lowerBound] + "_".unicodeScalars
      rest = rest[range.upperBound...]
    }
    return String(result + rest)
  }

  /// Compares scalars, because a combining mark changes the character before it.
  private static func range(
    of text: String, in scalars: Substring.UnicodeScalarView
  ) -> Range<String.Index>? {
    var rest = scalars
    while !rest.isEmpty {
      if rest.starts(with: text.unicodeScalars) {
        return rest.startIndex..<rest.index(rest.startIndex, offsetBy: text.unicodeScalars.count)
      }
      rest = rest.dropFirst()
    }
    return nil
  }
}
