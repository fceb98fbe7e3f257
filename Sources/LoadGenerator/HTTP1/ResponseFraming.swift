/// The status of a response, the framing of its body, and whether its connection persists.
struct ResponseFraming: Equatable {
  /// The status code.
  private(set) var status = 0
  /// The index of the first header field.
  private(set) var fieldsStart = 0
  /// The length of the body, if given.
  private(set) var contentLength: Int?
  /// Whether the body has chunked transfer coding.
  private(set) var isChunked = false
  private var isVersion1 = false
  private var connection = ConnectionTokens()

  /// Whether the connection can be reused.
  var keepsConnection: Bool {
    isVersion1 ? !connection.close : connection.keepAlive && !connection.close
  }

  /// Whether the framing is unambiguous.
  ///
  /// A length together with a transfer coding is a smuggling attack; HTTP/1.0 has no codings.
  var isValid: Bool { !isChunked || contentLength == nil && isVersion1 }

  /// Parses a status line such as `HTTP/1.1 200 OK`; false if it is malformed.
  ///
  /// The reason and the blank before it are optional.
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

  /// Applies a framing header field; false if the line is malformed or conflicts with an earlier one.
  ///
  /// The line must have no control characters but tabs, and must not end the bytes.
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

/// The options in the `Connection` header fields.
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
