/// The content of a file that diagnostics point into.
package struct SourceText: Sendable {
  /// The path that diagnostics show.
  package let path: String
  /// The content, without a byte order mark.
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// A line without its newline; empty after the last line.
  package func line(_ number: Int) -> String {
    var start = 0
    for _ in 1..<max(1, number) {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return "" }
      start = end + 1
    }
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
    let line = bytes[start..<end]
    return String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
  }

  /// The place of a byte; an invalid UTF-8 sequence counts as one character.
  package func location(ofByte offset: Int) -> SourceLocation {
    let before = bytes.prefix(offset)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let column = String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count + 1
    return SourceLocation(line: line, column: column)
  }

  /// The place of a character of the whole text.
  package func location(ofCharacter offset: Int) -> SourceLocation {
    location(ofByte: String(decoding: bytes, as: UTF8.self).prefix(offset).utf8.count)
  }
}

extension String {
  /// The text in single quotes for a message, shortened and with control characters escaped.
  package var quoted: String {
    let limit = 60
    var result = "'"
    for scalar in unicodeScalars.prefix(limit) {
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.properties.generalCategory == .control:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    if unicodeScalars.count > limit { result += "…" }
    return result + "'"
  }
}
