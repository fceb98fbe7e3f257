import ArgumentParser
@testable import Configuration
import IIIF
@testable import IIIFBench
@testable import IIIFBenchCommand
import LoadGenerator
@testable import Measuring
import Testing

@Suite("Flags of header fields")
struct HeaderFlagsTests {
  private func server(_ name: String, headers: [RequestHeader]? = nil) throws -> PlannedServer {
    let api = APISupport(version: .v21, prefix: "/iiif", level: .level1, fullSize: .full)
    let planned = PlannedServer(
      descriptor: ServerDescriptor(
        name: name, variant: ServerDescriptor.defaultVariant, title: name, homepage: "",
        licence: "", version: "1", api: [api], sources: [.jpeg],
        identifier: IdentifierRule(template: "{path}", slashes: .raw, layout: .tree), files: [],
        workers: Workers(kind: .process, count: 1), startLimit: 1, headers: headers,
        jpegQuality: JPEGQuality(value: nil, settable: false),
        limits: OutputLimits(), caches: [], notes: []),
      descriptorHash: "", major: 2)
    return try #require(planned)
  }

  @Test("Header fields of flags replace those of descriptors, for one server or for all")
  func headers() throws {
    let flags = try HeaderFlags.parse([
      "--header", "one.Authorization: Bearer 1", "--header", "X-Key: k",
    ])
    var servers = [
      try server("one", headers: [RequestHeader(name: "authorization", source: .text("old"))]),
      try server("two", headers: [RequestHeader(name: "Cookie", source: .text("c=1"))]),
    ]
    try flags.connect(&servers)
    #expect(
      servers.map { $0.connection.headers.map { "\($0.name)=\($0.value)" } } == [
        ["Authorization=Bearer 1", "X-Key=k"], ["Cookie=c=1", "X-Key=k"],
      ])
  }

  @Test("Unknown servers and malformed fields are refused without their values")
  func refused() throws {
    for (text, known) in [("three.Authorization: secret", true), ("Bad name: secret", false)] {
      let flags = try HeaderFlags.parse(["--header", text])
      var servers = [try server("one")]
      do {
        try flags.connect(&servers)
        Issue.record("\(text) was accepted")
      } catch {
        #expect((error is SelectionError) == known)
        #expect(!Ending(error).text.contains("secret"))
      }
    }
  }

  @Test("Recorded command lines contain no value of a header field")
  func recorded() {
    let arguments = [
      "run", "--header", "one.Authorization: secret", "--header=Cookie: secret",
      "--header", "X-Key: $TOKEN", "--header", "bad secret", "--blocks", "1",
    ]
    #expect(
      HeaderFlags.recorded(arguments) == [
        "run", "--header", "one.Authorization: (hidden)", "--header=Cookie: (hidden)",
        "--header", "X-Key: $TOKEN", "--header", "(hidden)", "--blocks", "1",
      ])
  }
}
