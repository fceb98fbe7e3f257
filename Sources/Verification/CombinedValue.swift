extension Span<UInt8> {
  /// The values of all header fields of a name, joined by commas, which means the same (RFC 9110
  /// §5.3); nil when there is none.
  package func combinedValue(ofField name: String) -> String? {
    let text = String(decoding: indices.map { self[$0] }, as: UTF8.self)
    let values = text.split(whereSeparator: \.isNewline).compactMap { line -> Substring? in
      guard let colon = line.firstIndex(of: ":"),
        line[..<colon].lowercased() == name.lowercased()
      else { return nil }
      return line[line.index(after: colon)...].drop { $0.isWhitespace }
    }
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }
}
