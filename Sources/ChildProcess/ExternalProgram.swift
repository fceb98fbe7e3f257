package import Foundation

/// A program outside this package, found in the `PATH`.
package struct ExternalProgram: Hashable, Sendable {
  /// libvips' command, which reads, makes and converts images.
  package static let vips = ExternalProgram(name: "vips", package: "libvips-tools")
  /// libvips' command that prints the fields of an image's header.
  package static let vipsheader = ExternalProgram(name: "vipsheader", package: "libvips-tools")
  /// OpenJPEG's encoder.
  package static let opjCompress = ExternalProgram(
    name: "opj_compress", package: "libopenjp2-tools")
  /// The checksum program of GNU coreutils.
  package static let sha256sum = ExternalProgram(name: "sha256sum", package: "coreutils")

  /// The program's name.
  package var name: String
  /// The Debian package that contains it.
  package var package: String

  /// Creates a reference to a program.
  package init(name: String, package: String) {
    self.name = name
    self.package = package
  }

  /// The maximum output that is kept; a program that writes more fails.
  private static let outputLimit = 4 << 20

  /// Runs the program to its end; a cancelled task ends it.
  ///
  /// - Returns: What it wrote to standard output.
  /// - Throws: ``ExternalProgramError``, or `CancellationError`.
  @discardableResult
  package func run(
    _ arguments: [String], environment: [String: String] = [:], directory: URL? = nil
  ) async throws -> String {
    try await output(arguments, environment: environment, directory: directory).text
  }

  /// Runs the program to its end; a cancelled task ends it.
  ///
  /// - Throws: ``ExternalProgramError``, or `CancellationError`.
  package func output(
    _ arguments: [String], environment: [String: String] = [:], directory: URL? = nil
  ) async throws -> ProgramOutput {
    var program = Program(
      name, arguments, folder: directory?.path(percentEncoded: false), package: package)
    // A fixed locale keeps messages and number formats the same everywhere.
    program.environment["LC_ALL"] = "C.UTF-8"
    program.environment.merge(environment) { _, given in given }
    let result = try await result(of: program)
    guard result.ending.isSuccess else {
      throw ExternalProgramError.failed(
        program: name, how: "\(result.ending)", lastLines: lastLines(of: result.errorText))
    }
    return result
  }

  private func result(of program: Program) async throws -> ProgramOutput {
    let target = OutputTarget.memory(limit: Self.outputLimit)
    do {
      return try await program.run(output: target, errors: target)
    } catch ProgramError.notInstalled {
      throw ExternalProgramError.missing(program: name, package: package)
    } catch let error as ProgramError {
      throw ExternalProgramError.failed(program: name, how: error.predicate, lastLines: [])
    }
  }

  /// The last distinct lines, without the process number and time that GLib puts before some.
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

/// An external program is missing or failed.
package enum ExternalProgramError: Error, Hashable, Sendable {
  /// The program is not in the `PATH`; `package` is the Debian package that contains it.
  case missing(program: String, package: String)
  /// The program failed; `lastLines` are the last lines of its standard error.
  case failed(program: String, how: String, lastLines: [String])
}

extension ExternalProgramError: CustomStringConvertible {
  /// The message, with its remedy.
  package var description: String {
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
