import Support

/// The build arguments that a Dockerfile declares.
package struct Dockerfile: Hashable, Sendable {
  /// The maximum length of a Dockerfile in bytes.
  package static let maximumBytes = 1 << 20

  /// The names in its `ARG` instructions, in order and without duplicates.
  package let arguments: [String]
  /// The instructions, each in one line.
  let instructions: [String]

  /// Parses the text of a Dockerfile.
  ///
  /// A line that ends with a backslash continues in the next one; comment lines between them are
  /// ignored, as container engines do.
  package init(_ text: String) {
    var instructions = [""]
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.drop(while: \.isWhitespace)
      if line.hasPrefix("#") { continue }
      let goesOn = line.hasSuffix("\\")
      instructions[instructions.count - 1] += goesOn ? line.dropLast() : line
      if !goesOn { instructions.append("") }
    }
    self.instructions = instructions
    arguments = instructions.flatMap(Self.names)
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The names of one instruction: `ARG A B=1` declares two.
  private static func names(in instruction: String) -> [String] {
    let words = instruction.split(whereSeparator: \.isWhitespace)
    guard let keyword = words.first, keyword.uppercased() == "ARG" else { return [] }
    // The other words of a quoted value are not names.
    return words.dropFirst().map { word in String(word.prefix { $0 != "=" }) }
      .filter(TextForm.variable.accepts)
  }
}
