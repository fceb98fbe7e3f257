import Foundation
@testable import IIIFBenchCommand
import IIIFBench
import Results
import Support
import TestSupport
import Testing

@Suite("The exit statuses of comparisons")
struct CompareCommandTests {
  private func status(_ arguments: [String]) async -> Int32 {
    await Log.$current.withValue(Log(write: { _ in })) {
      await Tool.run(arguments: ["compare"] + arguments)
    }
  }

  private func file(_ rates: [String: Double], in folder: TestFolder, name: String) throws -> String
  {
    var builder = ResultBuilder()
    builder.servers = rates.keys.sorted()
    builder.change = { cell in
      cell.completion.answers = (rates[cell.server] ?? 1) * (1 + 0.001 * Double(cell.block))
    }
    let file = folder.url.appending(path: name)
    try JSONEncoder.results.encode(try builder.result()).write(to: file)
    return file.path
  }

  @Test("Slower is 1, faster and level 0, a tolerated difference 0")
  func verdicts() async throws {
    let folder = try TestFolder()
    let result = try file(["alpha": 1000, "beta": 900], in: folder, name: "a.json")
    #expect(await status([result, "alpha", "beta"]) == 1)
    #expect(await status([result, "beta", "alpha"]) == 0)
    #expect(await status([result, "alpha", "beta", "--fail-if-slower", "20%"]) == 0)
    #expect(await status([result, "alpha", "beta", "--fail-if-slower", "5 %"]) == 1)
  }

  @Test("Wrong usage is 64, an incomparable or invalid result 65")
  func refusals() async throws {
    let folder = try TestFolder()
    let result = try file(["alpha": 1000, "beta": 900], in: folder, name: "a.json")
    let other = try file(["gamma": 1000], in: folder, name: "b.json")
    try folder.write("{", to: "c.json")
    #expect(await status([result]) == 64)
    #expect(await status([result, "alpha", "alpha"]) == 64)
    #expect(await status([result, "alpha", "delta"]) == 64)
    #expect(await status([result, "alpha", "beta", "--fail-if-slower", "much"]) == 64)
    #expect(await status([result, other]) == 65)
    #expect(await status([result, folder.url.appending(path: "c.json").path]) == 65)
  }

  @Test("Markdown and JUnit are written to files")
  func files() async throws {
    let folder = try TestFolder()
    let result = try file(["alpha": 1000, "beta": 900], in: folder, name: "a.json")
    let paths = ["table.md", "junit.xml"].map { folder.url.appending(path: $0).path }
    let arguments = [result, "alpha", "beta", "--markdown", paths[0], "--junit", paths[1]]
    #expect(await status(arguments) == 1)
    #expect(try String(contentsOfFile: paths[0], encoding: .utf8).contains("slower"))
    #expect(try String(contentsOfFile: paths[1], encoding: .utf8).contains("<failure"))
  }
}
