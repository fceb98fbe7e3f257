import LoadGenerator

/// Finds the media type in the header fields of successive answers.
///
/// Servers write their fields in the same order and mostly with the same lengths, so the place in
/// the last answer is tried first.
package struct ContentTypeFinder {
  private static let name: StaticString = "content-type"

  /// The place of the field in the last answer.
  private var lastStart = 0

  /// The place of the media type, parameters included; nil without one.
  package mutating func range(in fields: Span<UInt8>) -> Range<Int>? {
    if isField(at: lastStart, of: fields) { return value(at: lastStart, of: fields) }
    var start = 0
    while start < fields.count {
      if isField(at: start, of: fields) {
        lastStart = start
        return value(at: start, of: fields)
      }
      while start < fields.count, fields[start] != UInt8(ascii: "\n") { start += 1 }
      start += 1
    }
    return nil
  }

  private func isField(at start: Int, of fields: Span<UInt8>) -> Bool {
    let colon = start + Self.name.utf8CodeUnitCount
    guard colon < fields.count, fields[colon] == UInt8(ascii: ":"),
      start == 0 || fields[start - 1] == UInt8(ascii: "\n")
    else { return false }
    return fields.spells(Self.name, in: start..<colon)
  }

  private func value(at start: Int, of fields: Span<UInt8>) -> Range<Int> {
    var first = start + Self.name.utf8CodeUnitCount + 1
    while first < fields.count, fields[first] == UInt8(ascii: " ") { first += 1 }
    var end = first
    while end < fields.count, fields[end] != UInt8(ascii: "\r"), fields[end] != UInt8(ascii: "\n") {
      end += 1
    }
    return first..<end
  }
}
