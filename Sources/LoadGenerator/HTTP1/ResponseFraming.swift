/// What the lines of a header section say of the response: its status, where its body ends, and
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
  private var isVersion1 = false
  private var connection = ConnectionTokens()

  /// Whether the connection may carry another request.
  var keepsConnection: Bool {
    isVersion1 ? !connection.close : connection.keepAlive && !connection.close
  }

  /// Whether the fields do not contradict each other: a length beside a transfer coding is how
  /// responses are smuggled, and 1.0 has no codings.
  var isValid: Bool { !isChunked || contentLength == nil && isVersion1 }

  /// Reads `HTTP/1.1 200 OK`, in which the reason and the blank before it may be missing; false when
  /// it is no such line.
  mutating func readStatusLine(_ head: Span<UInt8>, to end: Int) -> Bool {
    guard end >= 12, head.hasPrefix("HTTP/1."), head[8] == UInt8(ascii: " "),
      head[7] == UInt8(ascii: "1") || head[7] == UInt8(ascii: "0")
    else { return false }
    for index in 9..<12 {
      guard let digit = head[index].decimalDigit else { return false }
      status = status * 10 + digit
    }
    isVersion1 = head[7] == UInt8(ascii: "1")
    fieldsStart = end + 2
    return status >= 100 && (end == 12 || head[12] == UInt8(ascii: " "))
  }

  /// Reads `name: value`, a line without control characters but tabs, behind which something stands,
  /// and heeds it when it frames the response; false when it is no such line, or must not be as it
  /// is.
  mutating func readField(_ head: Span<UInt8>, _ line: Range<Int>) -> Bool {
    let colon = head.endOfToken(from: line.lowerBound)
    guard colon > line.lowerBound, colon < line.upperBound, head[colon] == UInt8(ascii: ":") else {
      return false
    }
    let name = line.lowerBound..<colon
    let rest = colon + 1..<line.upperBound
    switch name.count {
    case 10 where head.spells("connection", in: name):
      connection.add(head, rest)
    case 14 where head.spells("content-length", in: name):
      guard let length = head.decimal(head.withoutBlanks(rest)), contentLength ?? length == length
      else { return false }
      contentLength = length
    case 17 where head.spells("transfer-encoding", in: name):
      guard !isChunked, head.spells("chunked", in: head.withoutBlanks(rest)) else { return false }
      isChunked = true
    default: break
    }
    return true
  }
}

/// What the fields `Connection` say.
struct ConnectionTokens: Equatable {
  private(set) var close = false
  private(set) var keepAlive = false

  mutating func add(_ head: Span<UInt8>, _ value: Range<Int>) {
    var start = value.lowerBound
    while start <= value.upperBound {
      var end = start
      while end < value.upperBound, head[end] != UInt8(ascii: ",") { end += 1 }
      let token = head.withoutBlanks(start..<end)
      if head.spells("close", in: token) { close = true }
      if head.spells("keep-alive", in: token) { keepAlive = true }
      start = end + 1
    }
  }
}
