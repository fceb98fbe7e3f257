import Foundation
import Testing

@testable import ChildProcess

@Suite("What a program writes", .timeLimit(.minutes(10)))
struct ProgramOutputTests {
  @Test("Standard output and standard error are kept separately")
  func separate() async throws {
    let result = try await shell("echo out; echo err >&2").run(output: kept, errors: kept)
    #expect(result.text == "out\n")
    #expect(result.errorText == "err\n")
  }

  @Test("Merged standard error keeps the order of writing")
  func merged() async throws {
    let result = try await shell("echo 1; echo 2 >&2; echo 3").run(output: kept, errors: nil)
    #expect(result.text == "1\n2\n3\n")
    #expect(result.errors.isEmpty)
  }

  @Test("The CPU time includes children that the program waited for")
  func cpuTime() async throws {
    let idle = try await shell("true").run(output: .nowhere, errors: nil)
    let busy = try await shell("sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; true")
      .run(output: .nowhere, errors: nil)
    #expect(busy.cpuTime > idle.cpuTime)
    #expect(busy.cpuTime > .milliseconds(20))
  }

  @Test("Output without a target is discarded")
  func nowhere() async throws {
    let result = try await shell("head -c 1000000 /dev/zero; echo err >&2")
      .run(output: .nowhere, errors: kept)
    #expect(result.output.isEmpty)
    #expect(result.errorText == "err\n")
  }

  @Test("Output is appended to a file")
  func file() async throws {
    try await withFolder { folder in
      let path = "\(folder)/log"
      try write("before\n", to: path)
      _ = try await shell("echo out; echo err >&2").run(output: .file(path), errors: nil)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "before\nout\nerr\n")
    }
  }

  @Test("64 MiB are read completely, from both outputs at once")
  func large() async throws {
    let size = 64 << 20
    let result = try await shell(
      "head -c \(size) /dev/zero & head -c \(size) /dev/zero | tr '\\0' x >&2; wait"
    ).run(output: .memory(limit: size), errors: .memory(limit: size))
    #expect(Data(result.output) == Data(repeating: 0, count: size))
    #expect(Data(result.errors) == Data(repeating: UInt8(ascii: "x"), count: size))
  }

  @Test("A program that writes more than the limit is ended with its children")
  func limit() async throws {
    let error = await #expect(throws: ProgramError.self) {
      _ = try await shell("yes; sleep 600").run(output: .memory(limit: 1000), errors: nil)
    }
    #expect(error == .tooMuchOutput(program: "sh", limit: 1000))
    let exact = try await shell("head -c 1000 /dev/zero")
      .run(output: .memory(limit: 1000), errors: nil)
    #expect(exact.output.count == 1000)
    let more = await #expect(throws: ProgramError.self) {
      _ = try await shell("head -c 1001 /dev/zero").run(output: .memory(limit: 1000), errors: nil)
    }
    #expect(more?.description == "sh was ended because it wrote more than 1000 bytes")
  }

  @Test("Lines arrive as they are written, while the program runs")
  func lines() async throws {
    let lines = Lines()
    let running = try await shell("echo ready; exec sleep 600").start(
      output: lines.target, errors: .nowhere)
    #expect(await lines.first() == "ready")
    #expect(isRunning(running.identifier))
    running.stop()
    #expect(try await running.output().ending == .signalled(SIGTERM))
  }

  @Test("Line ends are removed, and the last line needs none")
  func lineEnds() async throws {
    let lines = Lines()
    let text = #"one\r\n\nth"#
    _ = try await shell("printf '\(text)'; sleep 0.05; printf 'ree\\nü'")
      .run(output: lines.target, errors: nil)
    #expect(lines.all == ["one", "", "three", "ü"])
  }

  @Test("A long line without an end arrives in pieces")
  func longLine() async throws {
    let lines = Lines()
    let size = 5 << 20
    _ = try await shell("head -c \(size) /dev/zero | tr '\\0' x").run(
      output: lines.target, errors: nil)
    #expect(lines.all.count > 1)
    #expect(lines.all.joined() == String(repeating: "x", count: size))
  }
}
