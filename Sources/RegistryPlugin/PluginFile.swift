import Foundation

/// A Swift file of the operations' folder: what its name says and what it declares.
struct PluginFile {
  /// Where it lies.
  let path: String
  /// Its name without `.swift`: `Crop` or `Crop+Regions`.
  let stem: String
  /// The line of `struct STEM: … ImageOperation …`, from 1; nil without such a declaration.
  let declarationLine: Int?

  init(at url: URL) throws {
    path = url.path(percentEncoded: false)
    stem = url.deletingPathExtension().lastPathComponent
    declarationLine = try Self.line(
      of: stem, in: String(contentsOf: url, encoding: .utf8))
  }

  /// Whether the name promises an operation, rather than a part of one.
  var isOperation: Bool { !stem.contains("+") }

  /// The operation's type: what stands before the first `+` of the name.
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
