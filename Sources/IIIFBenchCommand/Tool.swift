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
      var command = try RootCommand.parseAsRoot(
        OperationFlags.expanded(arguments, operations: operations))
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
      return report(error)
    }
  }

  private static func report(_ error: any Error) -> Int32 {
    if let failure = CommandFailure(error) {
      if !failure.message.isEmpty { standardError("error: \(failure.message)") }
      return failure.status.rawValue
    }
    let text = RootCommand.fullMessage(for: error)
    let code = RootCommand.exitCode(for: error)
    if !text.isEmpty {
      if code.isSuccess { print(text) } else { standardError(text) }
    }
    return code.rawValue
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
