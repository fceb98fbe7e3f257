import ArgumentParser
import Foundation
public import IIIFBench
import Support

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
      let command = try RootCommand.parseAsRoot(arguments)
      guard let progress = (command as? any LoggedCommand)?.progress else {
        return await run(command)
      }
      return try await Log.$current.withValue(progress.log()) {
        await run(command, logsToFile: progress.logOptions.logFile != nil)
      }
    } catch {
      return end(with: error)
    }
  }

  private static func run(
    _ command: any ParsableCommand, logsToFile: Bool = false
  ) async -> Int32 {
    do {
      if let command = command as? any AsyncParsableCommand {
        let handover = Handover(command: command)
        try await Interruption.cancelling {
          var command = handover.command
          try await command.run()
        }
      } else {
        var command = command
        try command.run()
      }
      try StandardOutput.flush()
      return 0
    } catch {
      return end(with: error, logsToFile: logsToFile)
    }
  }

  /// Reports an error, also on standard error if the log is a file, and returns its exit status.
  private static func end(with error: any Error, logsToFile: Bool = false) -> Int32 {
    let ending = Ending(error)
    try? StandardOutput.flush()
    switch ending.output {
    case .error(let message):
      Log.current.error(message)
      if logsToFile { Log().error(message) }
    case .parser(let text) where ending.status == 0: print(text)
    case .parser(""): break
    case .parser(let text): standardError(text)
    }
    return ending.status
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
        ImagesCommand.self, ReportCommand.self, CompareCommand.self, AdviseCommand.self,
        HistoryCommand.self, RepeatCommand.self,
        SchemaCommand.self,
      ])
  }
}
