import Foundation
@testable import IIIFBench
@testable import IIIFBenchCommand
import Support
import Synchronization
import TestSupport
import Testing

@Suite("Commands that start nothing")
struct ToolTests {
  /// The exit status of a command line and its log.
  private func run(_ arguments: String...) async -> (status: Int32, log: [String]) {
    let lines = Mutex<[String]>([])
    let log = Log(write: { line in lines.withLock { $0.append(line) } })
    let status = await Log.$current.withValue(log) { await Tool.run(arguments: arguments) }
    return (status, lines.withLock { $0 })
  }

  @Test("Help and the version end with status 0, an unknown command with 64")
  func statuses() async {
    #expect(await run("--help").status == 0)
    #expect(await run("--version").status == 0)
    #expect(await run("measure").status == 64)
  }

  @Test("A new operation is written once, and refused with another's name")
  func newOperation() async throws {
    let folder = try TestFolder()
    let plugins = folder.url.path
    #expect(await run("new", "operation", "left-half", "--plugins", plugins).status == 0)
    let file = folder.url.appending(path: "LeftHalf.swift")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("struct LeftHalf: ImageOperation {"))
    try folder.write("changed", to: "LeftHalf.swift")
    let again = await run("new", "operation", "left-half", "--plugins", plugins)
    #expect(again.status == 73)
    #expect(try String(contentsOf: file, encoding: .utf8) == "changed")
    #expect(await run("new", "operation", "Left Half", "--plugins", plugins).status == 64)
  }

  @Test("A new descriptor is valid")
  func newServer() async throws {
    let folder = try TestFolder()
    let servers = folder.url.path
    #expect(await run("new", "server", "mine", "--servers", servers).status == 0)
    let validation = await run("validate", folder.url.appending(path: "mine.yaml").path)
    #expect(validation.status == 0)
    #expect(validation.log == ["1 descriptor, no studies: no errors, no warnings"])
    let copy = await run(
      "new", "server", "other", "--like", "mine", "--port", "80", "--servers", servers)
    #expect(copy.status == 64)
    let missing = await run("new", "server", "other", "--like", "mime", "--servers", servers)
    #expect(missing.status == 64)
    #expect(missing.log.first?.contains("did you mean 'mine'?") == true)
  }

  @Test("An invalid descriptor is reported with status 1")
  func invalid() async throws {
    let folder = try TestFolder()
    try folder.write("name: mine\nprot: 1\n", to: "mine.yaml")
    let path = folder.url.path
    #expect(await run("validate", path).status == 1)
    let list = await run("list", "servers", "--servers", path)
    #expect(list.status == 1)
    #expect(list.log.last == "error: nothing was started: fix these problems first")
    #expect(list.log.first?.contains("mine.yaml:1:1: error: missing key 'title'") == true)
  }

  @Test("A result that does not exist cannot be reported")
  func missingResult() async {
    let report = await run("report", "/nonexistent/result.json")
    #expect(report.status == 73)
    #expect(report.log.first?.hasPrefix("error: /nonexistent/result.json: ") == true)
    #expect(await run("report", "--compliance", "check.json").status == 64)
  }

  @Test("Schemas and lists are printed")
  func printed() async {
    #expect(await run("schema", "servers").status == 0)
    #expect(await run("schema", "studies").status == 0)
    #expect(await run("list", "formats").status == 0)
    #expect(await run("list", "formats", "--json").status == 0)
    #expect(await run("list", "operations", "--json").status == 0)
    #expect(await run("schema", "results").status == 64)
  }
}
