import Foundation
import TestSupport
import Testing

@testable import ChildProcess

@Suite("External programs", .timeLimit(.minutes(10)))
struct ExternalProgramTests {
  @Test("A missing program is named with the package that contains it")
  func missing() async {
    let program = ExternalProgram(name: "no-such-program", package: "no-such-package")
    await #expect {
      try await program.run([])
    } throws: { error in
      "\(error)"
        == "no-such-program is not installed: it comes with the Debian package no-such-package "
        + "(sudo apt-get install no-such-package)"
    }
  }

  @Test("A failed program is named with its exit status and its last lines")
  func failing() async {
    let shell = ExternalProgram(name: "sh", package: "dash")
    await #expect {
      try await shell.run(["-c", "for n in 1 2 3 4 5 6 7; do echo line $n >&2; done; exit 3"])
    } throws: { error in
      "\(error)" == "sh exited with status 3: line 3; line 4; line 5; line 6; line 7"
    }
  }

  @Test("Repeated lines are shown once, without the time that GLib puts before them")
  func repeatedLines() async {
    let shell = ExternalProgram(name: "sh", package: "dash")
    let line = "(vips:123): VIPS-WARNING **: 03:43:36.185: not enough data"
    await #expect {
      try await shell.run(["-c", "echo '\(line)' >&2; echo >&2; echo '\(line)' >&2; exit 1"])
    } throws: { error in
      "\(error)" == "sh exited with status 1: not enough data"
    }
  }

  @Test("A killed program is named with the signal")
  func killed() async {
    let shell = ExternalProgram(name: "sh", package: "dash")
    await #expect {
      try await shell.run(["-c", "kill -9 $$"])
    } throws: { error in
      "\(error)" == "sh was ended by signal 9 (SIGKILL)"
    }
  }

  @Test("A program runs in the given folder and environment")
  func surroundings() async throws {
    try await withTemporaryFolder { folder in
      try Data("here".utf8).write(to: folder.appending(path: "file"))
      let shell = ExternalProgram(name: "sh", package: "dash")
      let output = try await shell.run(
        ["-c", "cat file; echo \" $COLOUR $LC_ALL\""], environment: ["COLOUR": "blue"],
        directory: folder)
      #expect(output == "here blue C.UTF-8\n")
    }
  }

  @Test("A cancelled task ends its program")
  func cancelled() async throws {
    try await withTemporaryFolder { folder in
      let sleeper = Task {
        try await ExternalProgram(name: "sh", package: "dash").run(
          ["-c", "echo $$ > pid.new && mv pid.new pid && exec sleep 600"], directory: folder)
      }
      let file = folder.appending(path: "pid")
      while !FileManager.default.fileExists(atPath: file.path) { await Task.yield() }
      sleeper.cancel()
      await #expect(throws: CancellationError.self) { try await sleeper.value }
      let pid = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .newlines)
      #expect(!FileManager.default.fileExists(atPath: "/proc/\(pid)"))
    }
  }
}
