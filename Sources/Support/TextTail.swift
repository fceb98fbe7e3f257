package import Foundation
import RegexBuilder

/// The end of a text.
package enum TextTail {
  /// The last lines of a text, without trailing empty lines and terminal control sequences (ECMA-48
  /// §5.4, §5.6).
  package static func lines(of text: String, last count: Int) -> [String] {
    var lines = text.split(separator: /\r\n|\n|\r/, omittingEmptySubsequences: false)
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines.suffix(count).map { plain($0) }
  }

  private static func plain(_ line: Substring) -> String {
    let control = /\[[0-?]*[ -\/]*[@-~]/
    let command = /\][^\u{7}\u{1B}]*(?:\u{7}|\u{1B}\\)?/
    var text = String(line)
    for rest in [control, command, /[ -\/]*[0-~]/] {
      text.replace(
        Regex {
          "\u{1B}"; rest
        }, with: "")
    }
    text.unicodeScalars.removeAll { $0.properties.generalCategory == .control && $0 != "\t" }
    return text
  }

  /// The last lines of a file, from at most its last 64 KiB.
  package static func lines(of file: URL, last count: Int) -> [String] {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return [] }
    defer { try? handle.close() }
    let length = (try? handle.seekToEnd()) ?? 0
    try? handle.seek(toOffset: length > 65536 ? length - 65536 : 0)
    let data = (try? handle.readToEnd()) ?? Data()
    return lines(of: String(decoding: data, as: UTF8.self), last: count)
  }
}
