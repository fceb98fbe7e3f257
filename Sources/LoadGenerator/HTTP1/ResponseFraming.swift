/// What a complete header section says of the response: its status, where its body ends, and
/// whether the connection lives on.
struct ResponseFraming: Equatable {
  /// The status code.
  private(set) var status = 0
  /// Where the header fields begin.
  private(set) var fieldsStart = 0
  /// The length of the body, when it is given.
  private(set) var contentLength: Int?
  /// Whether the body is sent in chunks.
  private(set) var isChunked = false
  /// Whether the connection may carry another request.
  private(set) var keepsConnection = true

  /// Reads a complete header section, of which the places of the CR of each line are known; nil
  /// when it breaks the rules.
  init?(_ head: Span<UInt8>, lineEnds: Span<Int>) {
    guard lineEnds.count >= 2, readStatusLine(head, to: lineEnds[0]) else { return nil }
    let isVersion1 = head[7] == UInt8(ascii: "1")
    var connection = ConnectionTokens()
    for index in 1..<lineEnds.count - 1 {
      let line = lineEnds[index - 1] + 2..<lineEnds[index]
      guard let field = FieldLine(head, line), read(field, of: head, &connection) else {
        return nil
      }
    }
    // A length beside a transfer coding is how responses are smuggled, and 1.0 has no codings.
    if isChunked, contentLength != nil || !isVersion1 { return nil }
    keepsConnection = isVersion1 ? !connection.close : connection.keepAlive && !connection.close
  }

  /// `HTTP/1.1 200 OK`, in which the reason and the blank before it may be missing.
  private mutating func readStatusLine(_ head: Span<UInt8>, to end: Int) -> Bool {
    guard end >= 12, head.hasPrefix("HTTP/1."), head[8] == UInt8(ascii: " "),
      head[7] == UInt8(ascii: "1") || head[7] == UInt8(ascii: "0")
    else { return false }
    for index in 9..<12 {
      guard let digit = head[index].decimalDigit else { return false }
      status = status * 10 + digit
    }
    fieldsStart = end + 2
    return status >= 100 && (end == 12 || head[12] == UInt8(ascii: " "))
  }

  /// Heeds a field that frames the response; false when it must not be as it is.
  private mutating func read(
    _ field: FieldLine, of head: Span<UInt8>, _ connection: inout ConnectionTokens
  ) -> Bool {
    switch field.name.count {
    case 10 where head.isField("connection", field.name):
      connection.add(head, field.value)
    case 14 where head.isField("content-length", field.name):
      guard let length = head.decimal(field.value), contentLength ?? length == length else {
        return false
      }
      contentLength = length
    case 17 where head.isField("transfer-encoding", field.name):
      guard !isChunked, head.isField("chunked", field.value) else { return false }
      isChunked = true
    default: break
    }
    return true
  }
}

/// One line of a header section, taken apart and checked.
struct FieldLine {
  /// Where the name stands.
  let name: Range<Int>
  /// Where the value stands, without blanks around it.
  let value: Range<Int>

  /// Reads a line without control characters; nil when it is not `name: value`.
  init?(_ head: Span<UInt8>, _ line: Range<Int>) {
    let colon = head.endOfToken(in: line)
    guard colon > line.lowerBound, colon < line.upperBound, head[colon] == UInt8(ascii: ":") else {
      return nil
    }
    name = line.lowerBound..<colon
    value = head.withoutBlanks(colon + 1..<line.upperBound)
  }
}

/// What the fields `Connection` say.
struct ConnectionTokens {
  private(set) var close = false
  private(set) var keepAlive = false

  mutating func add(_ head: Span<UInt8>, _ value: Range<Int>) {
    var start = value.lowerBound
    while start <= value.upperBound {
      var end = start
      while end < value.upperBound, head[end] != UInt8(ascii: ",") { end += 1 }
      let token = head.withoutBlanks(start..<end)
      if head.isField("close", token) { close = true }
      if head.isField("keep-alive", token) { keepAlive = true }
      start = end + 1
    }
  }
}
