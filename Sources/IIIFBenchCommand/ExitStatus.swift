import ArgumentParser
import Foundation

/// Exit statuses of the program.
enum ExitStatus: Int32 {
  /// Finished, but something that was measured or validated failed.
  case failed = 1
  /// A name or a value of the command line does not exist.
  case usage = 64
  /// A program or a server that is needed is not available.
  case unavailable = 69
  /// A bug of this program.
  case software = 70
  /// A file could not be written.
  case cannotCreate = 73
  /// Interrupted; what was finished is kept.
  case interrupted = 130
}

/// An error that knows with which status the program ends.
///
/// Each error type of the core adopts it in `StatusError+Core.swift`; an error that does not is a bug.
protocol StatusError: Error {
  /// The status of the program.
  var exitStatus: ExitStatus { get }
  /// The text behind `error:`.
  var message: String { get }
}

extension StatusError {
  var message: String { "\(self)" }
}

/// An error of a command itself.
struct CommandFailure: StatusError {
  var message: String
  var exitStatus: ExitStatus

  init(_ message: String, status: ExitStatus) {
    self.message = message
    exitStatus = status
  }
}

/// What the program writes and returns after an error.
struct Ending: Equatable {
  /// The text, which may be empty.
  var text: String
  /// The status.
  var status: Int32

  /// Words an error.
  init(_ error: any Error) {
    if let error = error as? any StatusError {
      self.init(text: "error: \(error.message)", status: error.exitStatus.rawValue)
    } else if Self.isOfParser(error) {
      let code = RootCommand.exitCode(for: error)
      self.init(text: RootCommand.fullMessage(for: error), status: code.rawValue)
    } else {
      self.init(text: "error: unexpected: \(error)", status: ExitStatus.software.rawValue)
    }
  }

  private init(text: String, status: Int32) {
    self.text = text
    self.status = status
  }

  /// Whether the argument parser words the error: help, wrong usage, or a status without a text.
  private static func isOfParser(_ error: any Error) -> Bool {
    switch error {
    case is CleanExit, is ValidationError, is ExitCode: true
    default: [.success, .validationFailure].contains(RootCommand.exitCode(for: error))
    }
  }
}

/// Writes to standard error.
func standardError(_ text: String, terminator: String = "\n") {
  FileHandle.standardError.write(Data((text + terminator).utf8))
}
