import ArgumentParser
import Foundation
import Support

/// The exit statuses of the program.
enum ExitStatus: Int32 {
  /// A measurement or a validation failed.
  case failed = 1
  /// A name or a value on the command line is invalid.
  case usage = 64
  /// An input file is invalid, or results are not comparable.
  case invalidInput = 65
  /// A required program or server is unavailable.
  case unavailable = 69
  /// A bug in this program.
  case software = 70
  /// A file cannot be written.
  case cannotCreate = 73
  /// Standard output cannot be written.
  case output = 74
  /// Interrupted; finished measurements are kept.
  case interrupted = 130
}

/// An error with an exit status.
///
/// The error types of the core conform to it in `StatusError+Core.swift`; any other error is a bug.
protocol StatusError: Error {
  /// The exit status.
  var exitStatus: ExitStatus { get }
  /// The text after `error:`.
  var message: String { get }
}

extension StatusError {
  var message: String { "\(self)" }
}

/// An error of a command.
struct CommandFailure: StatusError {
  var message: String
  var exitStatus: ExitStatus

  init(_ message: String, status: ExitStatus) {
    self.message = message
    exitStatus = status
  }
}

/// The output and the exit status after an error.
struct Ending: Equatable {
  /// The output of a program that ends.
  enum Output: Equatable {
    /// A message for the log.
    case error(String)
    /// A text of the argument parser: help, usage, or an empty text.
    case parser(String)
  }

  /// The output.
  var output: Output
  /// The exit status.
  var status: Int32

  /// Creates the ending for an error.
  init(_ error: any Error) {
    if let signal = error as? Interruption.Signalled {
      output = .error("interrupted")
      status = 128 + signal.number
    } else if let error = error as? any StatusError {
      output = .error(error.message)
      status = error.exitStatus.rawValue
    } else if Self.isOfParser(error) {
      output = .parser(RootCommand.fullMessage(for: error))
      status = RootCommand.exitCode(for: error).rawValue
    } else {
      output = .error("unexpected: \(error)")
      status = ExitStatus.software.rawValue
    }
  }

  /// Whether the argument parser renders the error: help, invalid usage, or a status without text.
  private static func isOfParser(_ error: any Error) -> Bool {
    switch error {
    case is CleanExit, is ValidationError, is ExitCode: true
    default: [.success, .validationFailure].contains(RootCommand.exitCode(for: error))
    }
  }
}

/// Writes to standard error.
func standardError(_ text: String, terminator: String = "\n") {
  try? FileHandle.standardError.write(contentsOf: Data((text + terminator).utf8))
}
