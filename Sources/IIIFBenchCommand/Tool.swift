import ArgumentParser
import Foundation
public import IIIFBench

/// The program, which `main.swift` calls in this package and in packages with their own operations.
public enum Tool {
  /// The operations of the program.
  @TaskLocal static var operations: [any ImageOperation.Type] = []

  /// The version of the program.
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

/// Passes a command to the task that runs it.
///
/// Unchecked, since commands are not `Sendable`, but only that task uses the command.
private struct Handover: @unchecked Sendable {
  let command: any AsyncParsableCommand
}

/// `iiif-bench`.
struct RootCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "iiif-bench",
      abstract: "Benchmark IIIF image servers with the same verified work for each.",
      version: Tool.version,
      subcommands: [
        RunCommand.self, CheckCommand.self, TryCommand.self, ValidateCommand.self, ListCommand.self,
        NewCommand.self,
        ImagesCommand.self, ReportCommand.self, SchemaCommand.self,
      ])
  }
}
