import ArgumentParser
import Foundation
public import IIIFBench

/// The program: what `main.swift` calls, in this package and in those that bring operations of
/// their own.
public enum Tool {
  /// The operations that the program knows.
  @TaskLocal static var operations: [any ImageOperation.Type] = []

  /// Version of the program.
  static let version = "0.1.0"

  /// Runs the command line with the given operations and ends the process.
  public static func main(operations: [any ImageOperation.Type]) async -> Never {
    let status = await $operations.withValue(operations) {
      await run(arguments: Array(CommandLine.arguments.dropFirst()))
    }
    Foundation.exit(status)
  }

  /// Runs a command line and returns its exit status.
  static func run(arguments: [String]) async -> Int32 {
    do {
      var command = try RootCommand.parseAsRoot(arguments)
      if let command = command as? any AsyncParsableCommand {
        let handover = Handover(command: command)
        try await Interruption.cancelling {
          var command = handover.command
          try await command.run()
        }
      } else {
        try command.run()
      }
      return 0
    } catch {
      let ending = Ending(error)
      if ending.status == 0 {
        print(ending.text)
      } else if !ending.text.isEmpty {
        standardError(ending.text)
      }
      return ending.status
    }
  }
}

/// A command on its way to the task that runs it, the only one that uses it: its type is not
/// Sendable.
private struct Handover: @unchecked Sendable {
  let command: any AsyncParsableCommand
}

/// The command line's top: `iiif-bench`.
struct RootCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "iiif-bench",
      abstract: "Compares IIIF image servers: the same verified work for each, honestly measured.",
      version: Tool.version,
      subcommands: [
        RunCommand.self, CheckCommand.self, TryCommand.self, ValidateCommand.self, ListCommand.self,
        NewCommand.self,
        ImagesCommand.self, ReportCommand.self, SchemaCommand.self,
      ])
  }
}
