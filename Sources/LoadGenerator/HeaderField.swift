/// A header field.
public struct HeaderField: Hashable, Codable, Sendable {
  /// The field's name, case-insensitive.
  public var name: String
  /// The field's value, without line breaks.
  public var value: String

  /// Creates a header field.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

extension [HeaderField] {
  /// The value of the first field with a name, ignoring case.
  func value(ofField name: String) -> String? {
    let name = name.lowercased()
    return first { $0.name.lowercased() == name }?.value
  }
}

/// Header fields as received: lines that end in CR LF.
extension Span<UInt8> {
  /// The value of the first field with a name, ignoring case, without surrounding blanks.
  ///
  /// Allocates; ``range(ofField:)`` does not.
  public func value(ofField name: String) -> String? {
    guard let range = range(ofField: Array(name.lowercased().utf8)) else { return nil }
    return text(range)
  }

  /// The values of all fields with a name, in their order; see ``value(ofField:)``.
  public func values(ofField name: String) -> [String] {
    let name = Array(name.lowercased().utf8)
    var values: [String] = []
    var start = 0
    while let range = range(ofField: name, from: &start) { values.append(text(range)) }
    return values
  }

  /// The range of the value of the first field with a name, which must be in lower case.
  public func range(ofField name: [UInt8]) -> Range<Int>? {
    var start = 0
    return range(ofField: name, from: &start)
  }

  /// Searches from the line at `start`, and moves it to the line after the field.
  private func range(ofField name: [UInt8], from start: inout Int) -> Range<Int>? {
    while start < count {
      let line = start..<endOfLine(from: start)
      start = line.upperBound + 1
      let colon = line.lowerBound + name.count
      if colon < line.upperBound, self[colon] == UInt8(ascii: ":"),
        spells(name.span, in: line.lowerBound..<colon)
      {
        let end = self[line.upperBound - 1] == UInt8(ascii: "\r") ? 1 : 0
        return withoutBlanks(colon + 1..<Swift.max(colon + 1, line.upperBound - end))
      }
    }
    return nil
  }

  private func endOfLine(from start: Int) -> Int {
    var end = start
    while end < count, self[end] != UInt8(ascii: "\n") { end += 1 }
    return end
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: range.map { self[$0] }, as: UTF8.self)
  }
}
