import Foundation

/// A Swift file in the folder of operations: its name and its declarations.
struct PluginFile {
  /// The declaration of an operation.
  struct Declaration: Equatable {
    /// The name of the operation's type.
    let type: String
    /// The line, from 1.
    let line: Int
  }

  /// Its path.
  let path: String
  /// Its name without `.swift`: `Crop` or `Crop+Regions`.
  let stem: String
  /// The operations of an operation file, in the order of the text.
  ///
  /// They are the structs whose names start with the stem and that conform to `ImageOperation`, or to
  /// a protocol whose name ends with `Operation`.
  let declarations: [Declaration]

  init(at url: URL) throws {
    self.init(
      path: url.path(percentEncoded: false), text: try String(contentsOf: url, encoding: .utf8))
  }

  init(path: String, text: String) {
    self.path = path
    let name = path.split(separator: "/").last.map(String.init) ?? path
    stem = name.hasSuffix(".swift") ? String(name.dropLast(6)) : name
    declarations = stem.contains("+") ? [] : Self.declarations(of: stem, in: text)
  }

  /// Whether the name is that of operations, not of an extension of one.
  var isOperation: Bool { !stem.contains("+") }

  /// The part of the name before the first `+`.
  var operation: String { String(stem.prefix { $0 != "+" }) }

  private static func declarations(of stem: String, in text: String) -> [Declaration] {
    text.matches(of: /\bstruct\s+(\w+)\s*:([^{]*)\{/).compactMap { match in
      let protocols = match.output.2.split { !($0.isLetter || $0.isNumber || $0 == "_") }
      guard match.output.1.hasPrefix(stem), protocols.contains(where: { $0.hasSuffix("Operation") })
      else { return nil }
      let line = text[..<match.range.lowerBound].count { $0.isNewline } + 1
      return Declaration(type: String(match.output.1), line: line)
    }
  }
}
