import ArgumentParser
import Foundation
import Results
import Support

/// Flags for the log.
struct LogOptions: ParsableArguments {
  @Option(
    help: .choice(
      "Log messages from this level on. Default: info, or warning with --quiet.",
      of: Log.Level.self))
  var logLevel: Log.Level?

  @Option(help: .choice("The format of log messages.", of: Log.Format.self))
  var logFormat = Log.Format.text

  @Option(
    help: "Append the log to this file instead of writing it to standard error.",
    completion: .file())
  var logFile: String?

  /// The log of the flags.
  ///
  /// - Parameter standard: The level if the flags do not set one.
  /// - Throws: `StorageError` if the file cannot be opened.
  func log(standard: Log.Level) throws -> Log {
    Log(
      level: logLevel ?? standard, format: logFormat, write: try destination().write)
  }

  private func destination() throws -> LogDestination {
    guard let logFile else { return .standardError }
    do {
      return try LogDestination(appendingTo: URL(filePath: logFile))
    } catch {
      throw StorageError(path: logFile, error: error)
    }
  }
}
