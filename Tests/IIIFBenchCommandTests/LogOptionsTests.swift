import ArgumentParser
import Foundation
@testable import IIIFBenchCommand
import Support
import TestSupport
import Testing

@Suite("Flags for the log")
struct LogOptionsTests {
  private func log(_ arguments: String...) throws -> Log {
    try ProgressOptions.parse(arguments).log()
  }

  @Test("The level is info, warning for a quiet command, or the one of the flag")
  func levels() throws {
    #expect(try log().level == .info)
    #expect(try log("--quiet").level == .warning)
    #expect(try log("--quiet", "--log-level", "debug").level == .debug)
    #expect(try log("--log-level", "error").level == .error)
  }

  @Test("A file gets the messages as JSON lines if asked")
  func file() throws {
    let folder = try TestFolder()
    let file = folder.url.appending(path: "run.log")
    try log("--log-file", file.path, "--log-format", "json").warning("slow")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.hasPrefix(#"{"level":"warning","message":"slow","time":""#))
    #expect(text.hasSuffix("Z\"}\n"))
  }

  @Test("A file that cannot be opened ends the command")
  func refused() {
    let error = #expect(throws: (any Error).self) {
      try log("--log-file", "/nonexistent/run.log")
    }
    #expect(error.map { Ending($0).status } == 73)
  }

  @Test(
    "Unknown levels and formats are refused",
    arguments: [["--log-level", "loud"], ["--log-format", "xml"]])
  func unknown(arguments: [String]) {
    #expect(throws: (any Error).self) { try ProgressOptions.parse(arguments) }
  }
}
