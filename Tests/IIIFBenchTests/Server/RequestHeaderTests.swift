@testable import IIIFBench
import LoadGenerator
@testable import Support
import TestSupport
import Foundation
import Testing

@Suite("Header fields with secrets")
struct RequestHeaderTests {
  @Test(
    "A value is given as text, in an environment variable or in a file",
    arguments: [
      ("Authorization: Bearer a:b", RequestHeader.Source.text("Bearer a:b")),
      ("Cookie:a=1", .text("a=1")), ("X-Key: $TOKEN", .environment("TOKEN")),
      ("X-Key: ${TOKEN}", .environment("TOKEN")), ("X-Key: @/run/token", .file("/run/token")),
    ])
  func sources(text: String, source: RequestHeader.Source) {
    #expect(RequestHeader(text)?.source == source)
  }

  @Test("Other texts are refused", arguments: ["Authorization", "A b: c", "a.b: c", "A:", ": x"])
  func refused(text: String) {
    #expect(RequestHeader(text) == nil)
  }

  @Test("Values are read when they are needed")
  func fields() throws {
    let folder = try TestFolder()
    try folder.write("secret\nmore\n", to: "token")
    let file = folder.url.appending(path: "token").path
    #expect(
      try RequestHeader(name: "A", source: .file(file)).field()
        == HeaderField(name: "A", value: "secret"))
    let home = ProcessInfo.processInfo.environment["PATH"]
    #expect(try RequestHeader(name: "A", source: .environment("PATH")).field().value == home)
    let problems: [RequestHeader.Source: String] = [
      .environment("NO_SUCH_VARIABLE_1"):
        "the value of the header field 'A': the environment variable NO_SUCH_VARIABLE_1 is not set",
      .file("/no/such"): "the value of the header field 'A': the file /no/such cannot be read",
      .text("a\r\nb"): "the value of the header field 'A': it contains control characters",
      .hidden: "the value of the header field 'A': a record does not contain it",
    ]
    for (source, message) in problems {
      let error = #expect(throws: RequestHeaderError.self) {
        try RequestHeader(name: "A", source: source).field()
      }
      #expect(error?.description == message)
    }
  }

  @Test("Records and descriptions contain no value")
  func hidden() throws {
    let headers = [
      RequestHeader(name: "A", source: .text("secret")),
      RequestHeader(name: "B", source: .environment("TOKEN")),
    ]
    let json = try JSONEncoder().encode(headers)
    var dumped = ""
    dump(headers, to: &dumped)
    for text in [String(decoding: json, as: UTF8.self), "\(headers)", dumped] {
      #expect(!text.contains("secret"))
      #expect(text.contains("TOKEN"))
    }
    let read = try JSONDecoder().decode([RequestHeader].self, from: json)
    #expect(read == [RequestHeader(name: "A", source: .hidden), headers[1]])
  }
}
