import Foundation

/// A Swift file in the folder of operations: its name and its declaration.
struct PluginFile {
  /// Its path.
  let path: String
  /// Its name without `.swift`: `Crop` or `Crop+Regions`.
  let stem: String
  /// The line of `struct STEM: … ImageOperation …`, from 1; nil if there is no such declaration.
  let declarationLine: Int?

  init(at url: URL) throws {
    path = url.path(percentEncoded: false)
    stem = url.deletingPathExtension().lastPathComponent
    declarationLine = try Self.line(
      of: stem, in: String(contentsOf: url, encoding: .utf8))
  }

  /// Whether the name is that of an operation, not of an extension of one.
  var isOperation: Bool { !stem.contains("+") }

  /// The operation's type: the part of the name before the first `+`.
  var operation: String { String(stem.prefix { $0 != "+" }) }

  private static func line(of type: String, in text: String) -> Int? {
    let declaration = /(?:public\s+)?\bstruct\s+(\w+)\s*:([^{]*)\{/
    for match in text.matches(of: declaration) where match.output.1 == type {
      let protocols = match.output.2.split { !($0.isLetter || $0.isNumber || $0 == "_") }
      guard protocols.contains("ImageOperation") else { continue }
      return text[..<match.range.lowerBound].count { $0.isNewline } + 1
    }
    return nil
  }
}
