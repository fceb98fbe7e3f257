import Glibc

/// A program that could not be started, or wrote too much.
package enum ProgramError: Error, Hashable, Sendable {
  /// There is no such program; `package` is the Debian package that brings it.
  case notInstalled(program: String, package: String?)
  /// The program is there, but cannot be started.
  case notStarted(program: String, reason: Reason)
  /// The program was ended after it had written more bytes than the limit.
  case tooMuchOutput(program: String, limit: Int)

  /// Why a program cannot be started.
  package enum Reason: Error, Hashable, Sendable {
    /// Its path is that of a folder.
    case isFolder
    /// The user may not execute it.
    case isNotExecutable
    /// A script names an interpreter, or a binary a loader, that does not exist.
    case interpreterIsMissing(String?)
    /// The file is in no format that the system executes.
    case hasUnknownFormat
    /// The arguments and the environment have more bytes than the system takes.
    case hasTooLongArguments(bytes: Int)
    /// An argument or an environment variable contains the character NUL.
    case hasNULInArguments
    /// The working folder does not exist or is not a folder.
    case hasNoFolder(String)
    /// The file for the output cannot be opened.
    case cannotWrite(String, code: Int32)
    /// A system call failed.
    case system(call: String, code: Int32)
  }
}

extension ProgramError: CustomStringConvertible {
  /// The message for people, with its remedy.
  package var description: String { "\(program) \(predicate)" }

  /// The program, as it was named.
  package var program: String {
    switch self {
    case .notInstalled(let program, _), .notStarted(let program, _), .tooMuchOutput(let program, _):
      return program
    }
  }

  /// The message without the program's name.
  package var predicate: String {
    switch self {
    case .notInstalled(_, let package?):
      return "is not installed: it comes with the Debian package \(package) "
        + "(sudo apt-get install \(package))"
    case .notInstalled(let program, nil):
      return program.contains("/")
        ? "does not exist" : "is not installed: no folder of PATH contains it"
    case .notStarted(_, let reason): return reason.description
    case .tooMuchOutput(_, let limit):
      return "was ended because it wrote more than \(limit) bytes"
    }
  }
}

extension ProgramError.Reason: CustomStringConvertible {
  /// The reason as a predicate.
  package var description: String {
    switch self {
    case .isFolder: return "is a folder, not a program"
    case .isNotExecutable: return "cannot be executed: permission denied"
    case .interpreterIsMissing(let interpreter?):
      return "cannot be executed: its interpreter \(interpreter) does not exist"
    case .interpreterIsMissing(nil):
      return "cannot be executed: its interpreter does not exist"
    case .hasUnknownFormat: return "cannot be executed: unknown file format"
    case .hasTooLongArguments(let bytes):
      return "cannot be started: the arguments and the environment are too long (\(bytes) bytes)"
    case .hasNULInArguments:
      return "cannot be started: an argument or an environment variable contains a NUL character"
    case .hasNoFolder(let folder):
      return "cannot be started: the working folder \(folder) does not exist or is not a folder"
    case .cannotWrite(let path, let code):
      return "cannot be started: cannot write \(path): \(String(cString: strerror(code)))"
    case .system(let call, let code):
      return "cannot be started: \(call): \(String(cString: strerror(code)))"
    }
  }
}
