import Foundation

/// The end of a text.
enum TextTail {
  /// The last lines of a text, without empty ones at its end.
  static func lines(of text: String, last count: Int) -> [String] {
    var lines = text.split(separator: /\r\n|\n|\r/, omittingEmptySubsequences: false)
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines.suffix(count).map(String.init)
  }

  /// The last lines of a file, of which no more than the last 64 KiB are read.
  static func lines(of file: URL, last count: Int) -> [String] {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return [] }
    defer { try? handle.close() }
    let length = (try? handle.seekToEnd()) ?? 0
    try? handle.seek(toOffset: length > 65536 ? length - 65536 : 0)
    let data = (try? handle.readToEnd()) ?? Data()
    return lines(of: String(decoding: data, as: UTF8.self), last: count)
  }
}
