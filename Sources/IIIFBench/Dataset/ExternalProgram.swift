public import Foundation
import Subprocess
import SystemPackage

/// A program that is not part of this package and is found in the `PATH`.
public struct ExternalProgram: Hashable, Sendable {
  /// libvips' command, which reads, makes and converts images.
  public static let vips = ExternalProgram(name: "vips", package: "libvips-tools")
  /// libvips' command that prints the fields of an image's header.
  public static let vipsheader = ExternalProgram(name: "vipsheader", package: "libvips-tools")
  /// OpenJPEG's encoder.
  public static let opjCompress = ExternalProgram(
    name: "opj_compress", package: "libopenjp2-tools")
  /// The checksum program of GNU coreutils.
  public static let sha256sum = ExternalProgram(name: "sha256sum", package: "coreutils")

  /// The program's name.
  public var name: String
  /// The Debian package that brings it.
  public var package: String

  /// Creates a reference to a program.
  public init(name: String, package: String) {
    self.name = name
    self.package = package
  }

  /// Runs the program to its end; a cancelled task kills it.
  ///
  /// - Returns: What it wrote to standard output.
  /// - Throws: ``ExternalProgramError``, or `CancellationError`.
  @discardableResult
  public func run(
    _ arguments: [String], environment: [String: String] = [:], directory: URL? = nil
  ) async throws -> String {
    try Task.checkCancellation()
    let outcome = try await outcome(
      of: arguments, environment: environment, directory: directory)
    try Task.checkCancellation()
    guard outcome.terminationStatus.isSuccess else {
      throw ExternalProgramError.failed(
        program: name, how: ending(of: outcome.terminationStatus),
        lastLines: lastLines(of: outcome.standardError))
    }
    return outcome.standardOutput
  }

  private func outcome(
    of arguments: [String], environment: [String: String], directory: URL?
  ) async throws -> ExecutionResult<Void, StringOutput<UTF8>, StringOutput<UTF8>> {
    let limit = 4 << 20
    // A fixed locale keeps the programs' messages and their reading of numbers the same everywhere.
    let changes = environment.merging(["LC_ALL": "C.UTF-8"]) { given, _ in given }
    let updates = Dictionary(
      uniqueKeysWithValues: changes.compactMap { name, value in
        Subprocess.Environment.Key(rawValue: name).map { ($0, Optional(value)) }
      })
    do {
      return try await Subprocess.run(
        .name(name), arguments: Arguments(arguments), environment: .inherit.updating(updates),
        workingDirectory: directory.map { FilePath($0.path(percentEncoded: false)) },
        output: .string(limit: limit), error: .string(limit: limit))
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw ExternalProgramError.missing(program: name, package: package)
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw ExternalProgramError.failed(
        program: name, how: "could not be run", lastLines: [error.description])
    }
  }

  private func ending(of status: TerminationStatus) -> String {
    switch status {
    case .exited(let code): "ended with exit status \(code)"
    case .signaled(let signal): "was ended by signal \(signal)"
    }
  }

  /// The last different lines, without the process number and time that GLib puts before some.
  private func lastLines(of text: String) -> [String] {
    let lines = text.split(separator: "\n").map { line in
      line.replacing(#/^\(\S+:\d+\): \S+ \*\*: [\d:.]+: /#, with: "")
        .trimmingCharacters(in: .whitespaces)
    }
    return lines.filter { !$0.isEmpty }
      .reduce(into: []) { different, line in
        if !different.contains(line) { different.append(line) }
      }.suffix(5)
  }
}

/// An external program that is not there or did not do its work.
public enum ExternalProgramError: Error, Hashable, Sendable {
  /// The program is not in the `PATH`; `package` is the Debian package that brings it.
  case missing(program: String, package: String)
  /// The program failed; `lastLines` are the last ones of its standard error.
  case failed(program: String, how: String, lastLines: [String])
}

extension ExternalProgramError: CustomStringConvertible {
  /// The message for people, with its remedy.
  public var description: String {
    switch self {
    case .missing(let program, let package):
      "\(program) is not installed: it comes with the Debian package \(package) "
        + "(sudo apt-get install \(package))"
    case .failed(let program, let how, let lastLines):
      lastLines.isEmpty
        ? "\(program) \(how)" : "\(program) \(how): \(lastLines.joined(separator: "; "))"
    }
  }
}
