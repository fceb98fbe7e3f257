import Glibc

/// A program could not be started, or wrote too much.
package enum ProgramError: Error, Hashable, Sendable {
  /// There is no such program; `package` is the Debian package that contains it.
  case notInstalled(program: String, package: String?)
  /// The program exists but cannot be started.
  case notStarted(program: String, reason: Reason)
  /// The program was ended because it wrote more bytes than the limit.
  case tooMuchOutput(program: String, limit: Int)

  /// Why a program cannot be started.
  package enum Reason: Error, Hashable, Sendable {
    /// The path is a folder.
    case isFolder
    /// The user may not execute it.
    case isNotExecutable
    /// The interpreter of a script, or the loader of a binary, does not exist.
    case interpreterIsMissing(String?)
    /// The system does not execute files of this format.
    case hasUnknownFormat
    /// The arguments and the environment exceed the system's limit.
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
  /// The message, with its remedy.
  package var description: String { "\(program) \(predicate)" }

  /// The program's name, as given.
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
