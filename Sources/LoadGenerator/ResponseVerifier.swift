/// Verifies the responses of one connection while the load runs.
///
/// Called only on the thread of the connection's event loop: `begin` when a request is sent, `body` for
/// each part of the body, and `end` when the response is complete. After a failed transfer, the next
/// call is `begin`. An implementation must not block, and should not allocate for valid answers.
public protocol ResponseVerifier: AnyObject {
  /// A request is about to be sent; `request` is its index in the plan's table.
  func begin(request: Int)
  /// The next part of the body.
  func body(_ bytes: Span<UInt8>)
  /// Verifies the complete response.
  ///
  /// `fields` are the header fields as received: lines that end in CR LF, without the status line.
  ///
  /// - Returns: 0 for a valid response, otherwise 1 + an index into ``ResponseVerification/kinds``.
  func end(_ summary: ResponseSummary, fields: Span<UInt8>) -> Int
}

/// Creates the verifiers of a load and names the problems that they detect.
public protocol ResponseVerification: Sendable {
  /// The names of the problems in results: `wrong-size`, `empty`.
  var kinds: [String] { get }
  /// Creates a verifier for one connection of the event loop with the given index.
  func makeVerifier(thread: Int) -> any ResponseVerifier
}

/// The status and the size of a complete response.
public struct ResponseSummary: Sendable {
  /// The status code.
  public var status: Int
  /// Received bytes of the body.
  public var bodyBytes: Int
  /// Followed redirects.
  public var redirects: Int

  /// Creates a summary.
  public init(status: Int, bodyBytes: Int, redirects: Int = 0) {
    self.status = status
    self.bodyBytes = bodyBytes
    self.redirects = redirects
  }
}

extension Span<UInt8> {
  /// The value of the first header field with a name, without surrounding blanks.
  ///
  /// Allocates; ``range(ofField:)`` does not.
  public func value(ofField name: String) -> String? {
    guard let range = range(ofField: Array(name.lowercased().utf8)) else { return nil }
    return String(decoding: range.map { self[$0] }, as: UTF8.self)
  }

  /// The range of the value of the first header field with a name, which must be in lower case.
  public func range(ofField name: [UInt8]) -> Range<Int>? {
    var lineStart = 0
    while lineStart < count {
      var lineEnd = lineStart
      while lineEnd < count, self[lineEnd] != UInt8(ascii: "\n") { lineEnd += 1 }
      if let value = value(ofField: name, inLine: lineStart..<lineEnd) { return value }
      lineStart = lineEnd + 1
    }
    return nil
  }

  private func value(ofField name: [UInt8], inLine line: Range<Int>) -> Range<Int>? {
    let colon = line.lowerBound + name.count
    guard colon < line.upperBound, self[colon] == UInt8(ascii: ":"),
      spells(name.span, in: line.lowerBound..<colon)
    else { return nil }
    var (start, end) = (colon + 1, line.upperBound)
    while start < end, isBlank(self[start]) { start += 1 }
    while end > start, isBlank(self[end - 1]) { end -= 1 }
    return start..<end
  }
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
}
