/// Reads a request from a JSON object of a log.
///
/// Names are compared without case, `_`, `-` and `@`, since each server has its own; those of nested
/// objects count like those of the whole.
func jsonLogLine(_ text: ArraySlice<UInt8>) -> LogLine {
  var reader = JSONLineReader(text)
  guard reader.readsObject() else { return .unreadable }
  func value(_ names: [String]) -> ArraySlice<UInt8>? {
    names.lazy.compactMap { reader.values[$0] }.first { !$0.isEmpty }
  }
  var method = value(["requestmethod", "method", "verb"])
  var target = value(["requesturi", "uri", "requesturl", "url", "requestpath", "path"])
  if target == nil, let line = value(["request"]) {
    let words = line.split(separator: UInt8(ascii: " "))
    if words.count > 1 { method = words[0] }
    target = words.count > 1 ? words[1] : words.first
  }
  let status = value(["status", "statuscode", "responsestatus", "downstreamstatus"])
    .flatMap { Int(String(decoding: $0, as: UTF8.self)) }
  let time = value(["ts", "timestamp", "timeiso8601", "startutc", "time", "timelocal", "msec"])
  return LogLine(
    method: method, target: target, status: status,
    time: time.flatMap { text in
      LogTime(text)
        ?? Double(String(decoding: text, as: UTF8.self)).flatMap { LogTime(number: $0) }
    })
}

/// Collects the texts and numbers of an object, also those in nested objects.
private struct JSONLineReader {
  private let text: ArraySlice<UInt8>
  private var place: Int
  private(set) var values: [String: ArraySlice<UInt8>] = [:]

  /// The deepest nesting that is read.
  private static let depth = 16

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    place = text.startIndex
  }

  /// Reads the object; false if the text is not one.
  mutating func readsObject() -> Bool {
    readsValue(named: nil, depth: 0) && next() == nil
  }

  private mutating func readsValue(named name: String?, depth: Int) -> Bool {
    guard depth < Self.depth, let first = next() else { return false }
    switch first {
    case UInt8(ascii: "{"): return readsMembers(until: UInt8(ascii: "}"), depth: depth)
    case UInt8(ascii: "["): return readsMembers(until: UInt8(ascii: "]"), depth: depth)
    case UInt8(ascii: "\""):
      guard let string = string() else { return false }
      if let name, values[name] == nil { values[name] = string }
      return true
    default:
      let word = text[place...].prefix { !",}] \t".utf8.contains($0) }
      place = word.endIndex
      if let name, values[name] == nil, word.first.map(isNumberStart) == true {
        values[name] = word
      }
      return !word.isEmpty
    }
  }

  private mutating func readsMembers(until end: UInt8, depth: Int) -> Bool {
    place += 1
    while let byte = next(), byte != end {
      var name: String?
      if end == UInt8(ascii: "}") {
        guard byte == UInt8(ascii: "\""), let key = string(), next() == UInt8(ascii: ":") else {
          return false
        }
        place += 1
        name = String(
          decoding: key.filter { !"_-@".utf8.contains($0) }, as: UTF8.self
        ).lowercased()
      }
      guard readsValue(named: name, depth: depth + 1) else { return false }
      if next() == UInt8(ascii: ",") { place += 1 } else if next() != end { return false }
    }
    guard place < text.endIndex else { return false }
    place += 1
    return true
  }

  /// The next byte that is not a blank, which stays unread.
  private mutating func next() -> UInt8? {
    while place < text.endIndex, " \t\r".utf8.contains(text[place]) { place += 1 }
    return place < text.endIndex ? text[place] : nil
  }

  /// The content of a string, with the escapes that targets and times may contain undone.
  private mutating func string() -> ArraySlice<UInt8>? {
    var content: [UInt8] = []
    place += 1
    while place < text.endIndex {
      let byte = text[place]
      place += 1
      if byte == UInt8(ascii: "\"") { return content[...] }
      guard byte == UInt8(ascii: "\\") else {
        content.append(byte)
        continue
      }
      guard place < text.endIndex else { return nil }
      let escape = text[place]
      place += 1
      if escape == UInt8(ascii: "u") {
        let digits = String(decoding: text[place...].prefix(4), as: UTF8.self)
        guard digits.utf8.count == 4, let code = UInt32(digits, radix: 16) else { return nil }
        content += String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8
        place += 4
      } else {
        content.append(escape)
      }
    }
    return nil
  }

  private func isNumberStart(_ byte: UInt8) -> Bool { "-0123456789".utf8.contains(byte) }
}
