import ArgumentParser
@testable import Configuration
@testable import IIIFBench
@testable import IIIFBenchCommand
@testable import Measuring
@testable import Results
import Support
import Testing

@Suite("Exit statuses and messages")
struct EndingTests {
  private struct Stray: Error {}

  /// How a command line ends that measures nothing.
  private func ending(of arguments: String...) -> Ending? {
    do {
      var command = try RootCommand.parseAsRoot(arguments)
      if !(command is any AsyncParsableCommand) { try command.run() }
      return nil
    } catch {
      return Ending(error)
    }
  }

  @Test("An unknown name is invalid usage with the error's message")
  func usage() {
    let error = SelectionError.unknown("server", "iipsvr", known: ["iipsrv"])
    let ending = Ending(error)
    #expect(ending.status == 64)
    #expect(ending.output == .error(error.description))
    #expect(
      Ending(StudySelectionError.unknown(name: "x", known: ["quick"])).output
        == .error("there is no study 'x'; there are: quick"))
    #expect(Ending(RemoteImagesError.unused).status == 64)
  }

  @Test("Numbers out of bounds name their flags, one line each")
  func bounds() throws {
    let problems = [
      Study.Bounds.concurrency.problem(of: 0), Traffic.Bounds.timeout.problem(of: .infinity),
    ].compactMap(\.self)
    let ending = Ending(try #require(BoundError(problems)))
    #expect(ending.status == 64)
    #expect(
      ending.output
        == .error(
          """
          --concurrency 0: must be from 1 to 100000
          --timeout inf: must be from 0.001 to 86400
          """))
  }

  @Test("Interruptions, files and failures have their own statuses")
  func others() {
    #expect(Ending(CancellationError()).status == 130)
    #expect(Ending(Interruption.Signalled(number: 1)).status == 129)
    #expect(Ending(CancellationError()).output == .error("interrupted"))
    #expect(Ending(StorageError(path: "/x", error: Stray())).status == 73)
    #expect(Ending(CommandFailure("2 of 3 failed", status: .failed)).status == 1)
    #expect(
      Ending(CommandFailure("2 of 3 failed", status: .failed)).output == .error("2 of 3 failed"))
  }

  @Test("An error without a status is a bug of the program")
  func bug() {
    #expect(Ending(Stray()).status == 70)
    #expect(Ending(Stray()).text == "unexpected: Stray()")
  }

  @Test("The parser renders invalid usage and help")
  func parser() throws {
    let unknown = try #require(ending(of: "run", "--concurency", "3"))
    #expect(unknown.status == 64)
    #expect(unknown.text.contains("Did you mean '--concurrency'?"))
    let help = try #require(ending(of: "run", "--help"))
    #expect(help.status == 0)
    #expect(help.text.contains("--fail-if"))
    #expect(Ending(ExitCode(1)).status == 1)
    #expect(Ending(ExitCode(1)).text == "")
  }

  @Test(
    "An unknown choice is refused with the choices, which help lists as well",
    arguments: [
      (["run", "--runtime", "dokcer"], ["auto", "docker", "podman", "nerdctl", "process"]),
      (["run", "--http", "3"], ["1.1", "2", "2-prior-knowledge"]),
      (["run", "--arrivals", "poison"], ["constant", "poisson"]),
      (["run", "--order", "random"], ["alternate", "sequential"]),
      (["run", "--api", "4"], ["2", "3"]),
      (["try", "a", "--api", "4"], ["2", "3"]),
      (["validate", "--format", "xml"], ["text", "github", "json"]),
    ])
  func choices(arguments: [String], choices: [String]) throws {
    let error = #expect(throws: (any Error).self) { try RootCommand.parseAsRoot(arguments) }
    let ending = Ending(try #require(error))
    #expect(ending.status == 64)
    for choice in choices { #expect(ending.text.contains(choice), "\(ending.text)") }
    let command = try #require(
      RootCommand.configuration.subcommands.first { $0._commandName == arguments[0] })
    let help = command.helpMessage(columns: 200)
    #expect(help.contains("<\(choices.joined(separator: "|"))>"), "\(help)")
  }
}
