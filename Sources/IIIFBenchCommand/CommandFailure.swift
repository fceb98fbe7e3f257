import Support
import ChildProcess
import Configuration
import Datasets
import Launching
import Measuring
import Results
import ArgumentParser
import Foundation
import IIIFBench
import LoadGenerator
import Reports

/// Exit statuses of the program.
enum ExitStatus: Int32 {
  /// Finished, but something that was measured or validated failed.
  case failed = 1
  /// A name or a value of the command line does not exist.
  case usage = 64
  /// A program or a server that is needed is not available.
  case unavailable = 69
  /// A mistake of this program.
  case software = 70
  /// A file could not be written.
  case cannotCreate = 73
  /// Interrupted; what was finished is kept.
  case interrupted = 130
}

/// An error as the command line tells it: a message and an exit status.
struct CommandFailure: Error {
  var message: String
  var status: ExitStatus

  init(_ message: String, status: ExitStatus) {
    self.message = message
    self.status = status
  }

  /// Words an error of the program; nil for those of the argument parser.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as SelectionError: self.init(error.description, status: .usage)
    case let error as StudySelectionError: self.init(error.description, status: .usage)
    case let error as ThresholdError: self.init(error.description, status: .usage)
    case let error as DescriptorSkeletonError: self.init(error.description, status: .usage)
    case let error as FetchError: self.init(error.description, status: .unavailable)
    case let error as HTTPClientError: self.init(error.description, status: .unavailable)
    case let error as OperationNameError: self.init(error.description, status: .usage)
    case let error as AmbiguousName: self.init(error.description, status: .usage)
    case let error as OptionError: self.init(error.description, status: .usage)
    case let error as LaunchError: self.init(error.description, status: .unavailable)
    case let error as ExternalProgramError: self.init(error.description, status: .unavailable)
    case let error as DatasetError: self.init(error.description, status: .usage)
    case let error as UnwritableFolder: self.init(error.description, status: .usage)
    case let error as StorageError: self.init(error.description, status: .cannotCreate)
    case is CancellationError: self.init("interrupted", status: .interrupted)
    case is CleanExit, is ValidationError, is ExitCode: return nil
    case let error where RootCommand.exitCode(for: error) == .validationFailure: return nil
    case let error where RootCommand.exitCode(for: error) == .success: return nil
    default: self.init("unexpected: \(error)", status: .software)
    }
  }
}

/// Writes to standard error.
func standardError(_ text: String, terminator: String = "\n") {
  FileHandle.standardError.write(Data((text + terminator).utf8))
}
