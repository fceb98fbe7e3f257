/// A name in braces, such as `{port}`, that is replaced in commands, environment variables and
/// configuration files when a server starts.
package enum Placeholder: String, CaseIterable, Sendable {
  /// The address to listen on: loopback for a process, all addresses in a container.
  case host
  /// The port to listen on.
  case port
  /// The folder with the images, without a trailing slash.
  case images
  /// The folder with the rendered configuration files, without a trailing slash.
  case files
  /// A writable folder for one start, which is removed after it.
  case scratch
  /// The number of processes or threads.
  case workers
  /// The quality of JPEG output.
  case quality
  /// The regular expression of an identifier, for servers that map identifiers by rules.
  case identifierPattern = "identifier-pattern"
  /// The path below the image folder of the file that a matching identifier stands for.
  ///
  /// A line that contains it is repeated for each path if there are several.
  case identifierPath = "identifier-path"

  /// A part of a text in the form of a placeholder.
  package struct Occurrence: Hashable, Sendable {
    /// The name between the braces.
    package var name: String
    /// The offset of the opening brace in characters.
    package var offset: Int
  }

  /// All parts of the form `{lower-case-word}`, known and unknown ones.
  package static func occurrences(in text: String) -> [Occurrence] {
    var (place, offset) = (text.startIndex, 0)
    return parts(of: text).map { part in
      offset += text.distance(from: place, to: part.whole.lowerBound)
      place = part.whole.lowerBound
      return Occurrence(name: String(text[part.name]), offset: offset)
    }
  }

  /// The text with every known placeholder replaced.
  ///
  /// Other text in braces is kept, because configuration files use braces for their own purposes.
  package static func fill(_ text: String, with values: [Placeholder: String]) -> String {
    var result = ""
    var rest = text.startIndex
    for part in parts(of: text) {
      guard let placeholder = Placeholder(rawValue: String(text[part.name])),
        let value = values[placeholder]
      else { continue }
      result += text[rest..<part.whole.lowerBound] + value
      rest = part.whole.upperBound
    }
    return result + text[rest...]
  }

  private struct Part {
    var whole: Range<String.Index>
    var name: Range<String.Index>
  }

  /// Searches the text's bytes, which is faster than its characters: this runs on every text of every
  /// descriptor.
  private static func parts(of text: String) -> [Part] {
    let bytes = text.utf8
    let isLetter = { (byte: UInt8) in UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
    var parts: [Part] = []
    var rest = bytes[...]
    while let brace = rest.firstIndex(of: UInt8(ascii: "{")) {
      rest = rest[bytes.index(after: brace)...]
      let name = rest.prefix { isLetter($0) || $0 == UInt8(ascii: "-") }
      guard let first = name.first, isLetter(first), name.endIndex < bytes.endIndex,
        bytes[name.endIndex] == UInt8(ascii: "}")
      else { continue }
      let end = bytes.index(after: name.endIndex)
      parts.append(Part(whole: brace..<end, name: name.startIndex..<name.endIndex))
      rest = bytes[end...]
    }
    return parts
  }
}
