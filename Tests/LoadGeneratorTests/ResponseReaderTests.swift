import Testing

@testable import LoadGenerator

/// The bytes of a response, and the expected result of the reader.
struct ResponseCase: CustomTestStringConvertible, Sendable {
  enum Expected: Equatable, Sendable {
    case complete(status: Int, body: String, keeps: Bool)
    case incomplete
    case failed(Fault)
  }

  var testDescription: String
  var bytes: [UInt8]
  var method: LoadRequest.Method
  var endsWithConnection: Bool
  var expected: Expected

  init(
    _ name: String, _ head: [String], body: String = "", method: LoadRequest.Method = .get,
    thenClosed: Bool = false, _ expected: Expected
  ) {
    testDescription = name
    bytes = Array((head.map { $0 + "\r\n" }.joined() + "\r\n" + body).utf8)
    self.method = method
    endsWithConnection = thenClosed
    self.expected = expected
  }

  private static let ok = "HTTP/1.1 200 OK"

  static let all: [ResponseCase] = lengths + chunked + withoutBody + connections + malformed

  static let lengths: [ResponseCase] = [
    ResponseCase(
      "a length", [ok, "Content-Length: 5"], body: "hello",
      .complete(status: 200, body: "hello", keeps: true)),
    ResponseCase(
      "no body", [ok, "Content-Length: 0"], .complete(status: 200, body: "", keeps: true)),
    ResponseCase(
      "no reason", ["HTTP/1.1 404", "content-length:1"], body: "x",
      .complete(status: 404, body: "x", keeps: true)),
    ResponseCase(
      "the same length twice", [ok, "Content-Length: 2", "CONTENT-LENGTH:  2 \t"], body: "ab",
      .complete(status: 200, body: "ab", keeps: true)),
    ResponseCase("less than announced", [ok, "Content-Length: 6"], body: "hello", .incomplete),
    ResponseCase(
      "less than announced, then closed", [ok, "Content-Length: 6"], body: "hello",
      thenClosed: true, .failed(.truncated)),
    ResponseCase(
      "more than announced", [ok, "Content-Length: 4"], body: "hello", .failed(.malformed)),
    ResponseCase(
      "a body up to the close", [ok], body: "hello", thenClosed: true,
      .complete(status: 200, body: "hello", keeps: false)),
    ResponseCase("a body up to the close that did not come", [ok], body: "hello", .incomplete),
    ResponseCase(
      "a length over the limit", [ok, "Content-Length: 2000"], body: "a", .failed(.tooLarge)),
    ResponseCase(
      "a body over the limit", [ok], body: String(repeating: "a", count: 1001),
      .failed(.tooLarge)),
  ]

  static let chunked: [ResponseCase] = [
    ResponseCase(
      "chunks", [ok, "Transfer-Encoding: chunked"],
      body: "5\r\nhello\r\n0A\r\n, the body\r\n0\r\n\r\n",
      .complete(status: 200, body: "hello, the body", keeps: true)),
    ResponseCase(
      "chunks with extensions and trailers", [ok, "Transfer-Encoding: Chunked"],
      body: "2;a=\"b\"\r\nhi\r\n1 \r\n!\r\n000;c\r\nX-Sum: 1\r\nX-Other: 2\r\n\r\n",
      .complete(status: 200, body: "hi!", keeps: true)),
    ResponseCase(
      "no last chunk", [ok, "Transfer-Encoding: chunked"], body: "2\r\nhi\r\n", thenClosed: true,
      .failed(.truncated)),
    ResponseCase(
      "a chunk longer than its size", [ok, "Transfer-Encoding: chunked"],
      body: "2\r\nhi!\r\n0\r\n\r\n", .failed(.malformed)),
    ResponseCase(
      "a chunk size that is none", [ok, "Transfer-Encoding: chunked"], body: "x\r\n",
      .failed(.malformed)),
    ResponseCase(
      "an empty chunk size", [ok, "Transfer-Encoding: chunked"], body: "\r\nhi\r\n",
      .failed(.malformed)),
    ResponseCase(
      "a negative chunk size", [ok, "Transfer-Encoding: chunked"], body: "-1\r\n",
      .failed(.malformed)),
    ResponseCase(
      "a chunk size of 16 digits", [ok, "Transfer-Encoding: chunked"],
      body: "ffffffffffffffff\r\n", .failed(.malformed)),
    ResponseCase(
      "a chunk size that ends in a bare line feed", [ok, "Transfer-Encoding: chunked"],
      body: "2\nhi\r\n0\r\n\r\n", .failed(.malformed)),
    ResponseCase(
      "bytes behind the last chunk", [ok, "Transfer-Encoding: chunked"], body: "0\r\n\r\nX",
      .failed(.malformed)),
    ResponseCase(
      "trailers without an end", [ok, "Transfer-Encoding: chunked"],
      body: "0\r\n" + String(repeating: "X: y\r\n", count: 20_000), .failed(.tooLarge)),
  ]

  static let withoutBody: [ResponseCase] = [
    ResponseCase(
      "an answer to HEAD", [ok, "Content-Length: 5000"], method: .head,
      .complete(status: 200, body: "", keeps: true)),
    ResponseCase(
      "an answer to HEAD, with a body all the same", [ok, "Content-Length: 5"], body: "hello",
      method: .head, .failed(.malformed)),
    ResponseCase(
      "no content", ["HTTP/1.1 204 No Content"], .complete(status: 204, body: "", keeps: true)),
    ResponseCase(
      "not modified", ["HTTP/1.1 304 Not Modified", "Content-Length: 12"],
      .complete(status: 304, body: "", keeps: true)),
    ResponseCase(
      "interim answers first",
      [
        "HTTP/1.1 100 Continue", "", "HTTP/1.1 103 Early Hints", "Link: x", "", ok,
        "Content-Length: 2",
      ],
      body: "hi", .complete(status: 200, body: "hi", keeps: true)),
    ResponseCase(
      "another protocol", ["HTTP/1.1 101 Switching Protocols", "Upgrade: x"], .failed(.malformed)),
  ]

  static let connections: [ResponseCase] = [
    ResponseCase(
      "a close that is announced", [ok, "Content-Length: 0", "Connection: Close"],
      .complete(status: 200, body: "", keeps: false)),
    ResponseCase(
      "a close in a list", [ok, "Content-Length: 0", "Connection: x-one ,close"],
      .complete(status: 200, body: "", keeps: false)),
    ResponseCase(
      "version 1.0", ["HTTP/1.0 200 OK", "Content-Length: 1"], body: "a",
      .complete(status: 200, body: "a", keeps: false)),
    ResponseCase(
      "version 1.0 that keeps the connection",
      ["HTTP/1.0 200 OK", "Content-Length: 1", "Connection: Keep-Alive"], body: "a",
      .complete(status: 200, body: "a", keeps: true)),
  ]

  static let malformed: [ResponseCase] = [
    ("another protocol's greeting", ["SSH-2.0-OpenSSH_9.2"]),
    ("an empty line first", ["", ok]),
    ("HTTP/0.9", ["<html>"]),
    ("a later version", ["HTTP/2 200"]),
    ("a version that does not exist", ["HTTP/1.2 200 OK"]),
    ("a status of two digits", ["HTTP/1.1 20 OK"]),
    ("a status of four digits", ["HTTP/1.1 2000 OK"]),
    ("a status under 100", ["HTTP/1.1 099 OK"]),
    ("no blank behind the version", ["HTTP/1.1200 OK"]),
    ("a control character in the reason", ["HTTP/1.1 200 O\u{1}K"]),
    ("two lengths", [ok, "Content-Length: 5", "Content-Length: 6"]),
    ("a list of lengths", [ok, "Content-Length: 5, 5"]),
    ("a negative length", [ok, "Content-Length: -5"]),
    ("a length with a sign", [ok, "Content-Length: +5"]),
    ("a length in hexadecimal", [ok, "Content-Length: 0x5"]),
    ("an empty length", [ok, "Content-Length:"]),
    ("a length of twenty digits", [ok, "Content-Length: 18446744073709551617"]),
    ("a length and chunks", [ok, "Content-Length: 5", "Transfer-Encoding: chunked"]),
    ("chunks twice", [ok, "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"]),
    ("an unknown coding", [ok, "Transfer-Encoding: gzip, chunked"]),
    ("chunks in version 1.0", ["HTTP/1.0 200 OK", "Transfer-Encoding: chunked"]),
    ("a field without a colon", [ok, "Content-Length 5"]),
    ("a field without a name", [ok, ": 5"]),
    ("a blank before the colon", [ok, "Content-Length : 5"]),
    ("a folded line", [ok, "X-Long: a", " b"]),
    ("a blank line of blanks", [ok, "  "]),
    ("a zero byte in a value", [ok, "X: a\u{0}b"]),
    ("a bare line feed", [ok + "\nX: y"]),
    ("a bare carriage return", [ok, "X: a\rb"]),
  ].map { ResponseCase($0.0, $0.1, .failed(.malformed)) }
}

@Suite struct ResponseReaderTests {
  @Test("The result of a response does not depend on how it is split", arguments: ResponseCase.all)
  func cases(_ sample: ResponseCase) {
    let whole = outcome(of: sample, splitAt: [])
    #expect(whole == sample.expected)
    if sample.bytes.count > 5000 { return }
    for split in 0...sample.bytes.count {
      #expect(outcome(of: sample, splitAt: [split]) == sample.expected, "split at \(split)")
    }
    #expect(outcome(of: sample, splitAt: Array(0...sample.bytes.count)) == sample.expected)
  }

  @Test("A header section over the limit is too large, in one line or in many")
  func largeHeads() {
    for line in ["X-Long: " + String(repeating: "a", count: 70_000)] {
      let sample = ResponseCase("", ["HTTP/1.1 200 OK", line], .failed(.tooLarge))
      #expect(outcome(of: sample, splitAt: [100, 5000]) == sample.expected)
    }
    let many = Array(repeating: "X-Many: abc", count: 6000)
    let sample = ResponseCase("", ["HTTP/1.1 200 OK"] + many, .failed(.tooLarge))
    #expect(outcome(of: sample, splitAt: [100, 5000]) == sample.expected)
  }

  @Test("More than 32 interim answers are malformed")
  func interimFlood() {
    func sample(_ count: Int, _ expected: ResponseCase.Expected) -> ResponseCase {
      let interim = Array(repeating: ["HTTP/1.1 100 Continue", ""], count: count).flatMap(\.self)
      return ResponseCase("", interim + ["HTTP/1.1 200 OK", "Content-Length: 0"], expected)
    }
    let fine = sample(32, .complete(status: 200, body: "", keeps: true))
    #expect(outcome(of: fine, splitAt: []) == fine.expected)
    let flood = sample(33, .failed(.malformed))
    #expect(outcome(of: flood, splitAt: []) == flood.expected)
  }

  @Test("The header fields are passed on unchanged, without the status line")
  func fields() {
    var reader = ResponseReader(maximumBody: 1000)
    reader.begin(method: .get)
    let bytes = Array("HTTP/1.1 200 OK\r\nA: 1\r\nContent-Length: 0\r\n\r\n".utf8)
    #expect(reader.read(bytes.span) { _ in } == .complete)
    let fields = reader.withFields { span in
      String(decoding: (0..<span.count).map { span[$0] }, as: UTF8.self)
    }
    #expect(fields == "A: 1\r\nContent-Length: 0\r\n")
  }

  @Test("A field is found by its whole name, ignoring case")
  func fieldNames() {
    let fields = Array("X_Long-Name~1: a\r\nX-Long-Name~1: b\r\nx-long-name: c\r\n".utf8)
    #expect(fields.span.value(ofField: "X-LONG-NAME~1") == "b")
    #expect(fields.span.value(ofField: "x_long-name~1") == "a")
    #expect(fields.span.value(ofField: "X-Long-Name") == "c")
    #expect(fields.span.value(ofField: "x-long-nam") == nil)
  }

  @Test("A reader parses one response after another")
  func sequence() {
    var reader = ResponseReader(maximumBody: 1000)
    for sample in ResponseCase.all where !sample.endsWithConnection {
      guard case .complete(let status, let body, true) = sample.expected else { continue }
      reader.begin(method: sample.method)
      var received: [UInt8] = []
      let progress = reader.read(sample.bytes.span) { part in
        for index in 0..<part.count { received.append(part[index]) }
      }
      #expect(progress == .complete)
      #expect(reader.status == status)
      #expect(received == Array(body.utf8))
    }
  }

  private func outcome(of sample: ResponseCase, splitAt splits: [Int]) -> ResponseCase.Expected {
    var reader = ResponseReader(maximumBody: 1000)
    reader.begin(method: sample.method)
    var body: [UInt8] = []
    var progress = ResponseReader.Progress.incomplete
    var start = 0
    for end in splits + [sample.bytes.count] {
      let part = Array(sample.bytes[start..<max(start, end)])
      start = max(start, end)
      if part.isEmpty { continue }
      progress = reader.read(part.span) { span in
        for index in 0..<span.count { body.append(span[index]) }
      }
      if case .failed(let fault) = progress { return .failed(fault) }
    }
    if sample.endsWithConnection { progress = reader.endOfConnection() }
    switch progress {
    case .incomplete: return .incomplete
    case .failed(let fault): return .failed(fault)
    case .complete:
      #expect(reader.bodyBytes == body.count)
      return .complete(
        status: reader.status, body: String(decoding: body, as: UTF8.self),
        keeps: reader.keepsConnection)
    }
  }
}
