import ArgumentParser
@testable import Configuration
@testable import IIIFBench
@testable import IIIFBenchCommand
import Testing

@Suite("Flags of operations")
struct OperationFlagsTests {
  private struct Plain: ImageOperation {
    static let name = "plain"
    static let summary = "Needs no value"
    init(options: OptionValues) {}
    func steps(of iteration: Iteration) -> [[OperationRequest]] { [] }
  }

  private struct Played: ImageOperation {
    static let name = "play-back"
    static let summary = "Plays a file"
    static let options = [
      OperationOption("log", .file, "the file with the requests"),
      OperationOption("format", .choice(["auto", "json"], default: "auto"), "its format"),
    ]
    init(options: OptionValues) {}
    func steps(of iteration: Iteration) -> [[OperationRequest]] { [] }
  }

  private func run(_ arguments: String...) throws -> RunCommand {
    try Tool.$operations.withValue([Plain.self, Played.self]) {
      try #require(try RootCommand.parseAsRoot(["run"] + arguments) as? RunCommand)
    }
  }

  @Test(
    "A flag selects its operation and sets its required option",
    arguments: [["--play-back", "a=b.log"], ["--play-back=a=b.log"]])
  func values(arguments: [String]) throws {
    let command = try Tool.$operations.withValue([Plain.self, Played.self]) {
      try #require(try RootCommand.parseAsRoot(["run"] + arguments) as? RunCommand)
    }
    #expect(
      try command.merged(into: StudyFlagsTests.study).operations
        == [StudyOperation(name: "play-back", options: ["log": "a=b.log"])])
  }

  @Test("The operation's other options have flags that do not select it")
  func furtherOptions() throws {
    let command = try run("--play-back", "x", "--play-back-format", "json")
    #expect(
      try command.merged(into: StudyFlagsTests.study).operations
        == [StudyOperation(name: "play-back", options: ["log": "x", "format": "json"])])
    let alone = try run("--play-back-format", "json")
    #expect(throws: SelectionError.self) { try alone.merged(into: StudyFlagsTests.study) }
  }

  @Test("It can be combined with operations selected by name")
  func beside() throws {
    let command = try run("--operation", "plain", "--play-back", "x")
    #expect(
      try command.merged(into: StudyFlagsTests.study).operations.map(\.name)
        == ["plain", "play-back"])
    #expect(try run().studyOptions.operationFlags.settings == [])
  }

  @Test("An operation without a required option has no flag, and a flag needs a value")
  func refused() {
    for arguments in [["--plain", "x"], ["--play-back"], ["--play-bak", "x"]] {
      Tool.$operations.withValue([Plain.self, Played.self]) {
        do {
          _ = try RootCommand.parseAsRoot(["run"] + arguments)
          Issue.record("\(arguments) was accepted")
        } catch {
          #expect(Ending(error).status == 64)
        }
      }
    }
  }

  @Test("Help and completion contain the flag and the operations")
  func help() {
    Tool.$operations.withValue([Plain.self, Played.self]) {
      let help = RunCommand.helpMessage(columns: 200)
      #expect(help.contains("--play-back <log>"), "\(help)")
      #expect(
        help.contains(
          "Select the operation 'play-back'; the value is the file with the requests."))
      let script = RootCommand.completionScript(for: .bash)
      #expect(script.contains("--play-back"))
      #expect(script.contains("plain play-back"))
    }
  }
}
