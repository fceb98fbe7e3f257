import Foundation
import Testing

@testable import ChildProcess

@Suite("Programs that cannot be started", .timeLimit(.minutes(10)))
struct ProgramErrorTests {
  @Test("A program that is not installed is named with the package that brings it")
  func missing() async {
    await expect(
      Program("no-such-program", package: "no-such-package"),
      "no-such-program is not installed: it comes with the Debian package no-such-package "
        + "(sudo apt-get install no-such-package)")
    await expect(
      Program("no-such-program"),
      "no-such-program is not installed: no folder of PATH contains it")
    await expect(Program("/no/such/program"), "/no/such/program does not exist")
    await expect(Program(""), " is not installed: no folder of PATH contains it")
  }

  @Test("A folder is not a program")
  func folder() async {
    await expect(Program("/usr"), "/usr is a folder, not a program")
  }

  @Test("A folder in the PATH is passed over")
  func folderInPath() async throws {
    try await withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/tool", withIntermediateDirectories: false)
      await expect(
        Program("tool", environment: ["PATH": folder]),
        "tool is not installed: no folder of PATH contains it")
    }
  }

  @Test("A file that is not executable is an error, by path and by name")
  func permission() async throws {
    try await withFolder { folder in
      try write("#!/bin/sh\n", to: "\(folder)/tool")
      await expect(
        Program("\(folder)/tool"), "\(folder)/tool cannot be executed: permission denied")
      await expect(
        Program("tool", environment: ["PATH": folder]),
        "tool cannot be executed: permission denied")
    }
  }

  @Test("A missing interpreter is named")
  func interpreter() async throws {
    try await withFolder { folder in
      try write("#! /no/such/shell -e\n", to: "\(folder)/tool", permissions: 0o755)
      await expect(
        Program("./tool", folder: folder),
        "./tool cannot be executed: its interpreter /no/such/shell does not exist")
    }
  }

  @Test("A file of unknown format is an error")
  func format() async throws {
    try await withFolder { folder in
      try write("\u{1}\u{2}", to: "\(folder)/tool", permissions: 0o755)
      await expect(
        Program("./tool", folder: folder), "./tool cannot be executed: unknown file format")
    }
  }

  @Test("A missing working folder is named")
  func workingFolder() async {
    await expect(
      Program("true", folder: "/no/such/folder"),
      "true cannot be started: the working folder /no/such/folder does not exist or is not a "
        + "folder")
  }

  @Test("Arguments that are too long are an error that states their size")
  func longArguments() async {
    let argument = String(repeating: "x", count: 1 << 20)
    await expect(
      Program("true", [argument, argument], environment: ["PATH": "/usr/bin:/bin"]),
      "true cannot be started: the arguments and the environment are too long (2097174 bytes)")
  }

  @Test("A NUL character in an argument is an error instead of ending the argument")
  func nul() async {
    await expect(
      Program("true", ["a\0b"]),
      "true cannot be started: an argument or an environment variable contains a NUL character")
  }

  @Test("A processor that the machine does not have is an error")
  func processors() async {
    await expect(
      Program("true", processors: [8191]),
      "true cannot be started: sched_setaffinity: Invalid argument")
  }

  @Test("A file for the output that cannot be written is an error")
  func output() async {
    await expect(
      Program("true"), output: .file("/no/such/folder/log"),
      "true cannot be started: cannot write /no/such/folder/log: No such file or directory")
  }

  private func expect(
    _ program: Program, output: OutputTarget = kept, _ message: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    let error = await #expect(throws: ProgramError.self, sourceLocation: sourceLocation) {
      _ = try await program.run(output: output, errors: nil)
    }
    #expect(error?.description == message, sourceLocation: sourceLocation)
  }
}
