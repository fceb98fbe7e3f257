import Foundation
import Testing

@testable import ChildProcess

@Suite("How a program ends", .timeLimit(.minutes(10)))
struct ProgramEndTests {
  @Test(
    "The ending is described",
    arguments: [
      ("exit 0", "exited with status 0"), ("exit 7", "exited with status 7"),
      ("kill -9 $$", "was ended by signal 9 (SIGKILL)"),
      ("kill -TERM $$", "was ended by signal 15 (SIGTERM)"),
      ("kill -40 $$", "was ended by signal 40"),
    ])
  func ending(script: String, description: String) async throws {
    let result = try await shell(script).run(output: .nowhere, errors: nil)
    #expect(result.ending.description == description)
    #expect(result.ending.isSuccess == (script == "exit 0"))
  }

  @Test("A program that closes its output is still waited for")
  func closesOutput() async throws {
    try await withFolder { folder in
      // The pipe is closed before the shell waits for the file, which is made after the start.
      let running = try await shell(
        "exec >&- 2>&-; until test -e go; do sleep 0.01; done; exit 3", folder: folder
      ).start(output: kept, errors: nil)
      try write("", to: "\(folder)/go")
      #expect(try await running.output().ending == .exited(status: 3))
    }
  }

  @Test("A grandchild that holds the pipe does not delay the end, and lives on")
  func grandchild() async throws {
    let result = try await shell("sleep 600 & echo $!").run(output: kept, errors: kept)
    let grandchild = try #require(Int32(result.text.dropLast()))
    #expect(result.ending.isSuccess)
    #expect(isRunning(grandchild))
    kill(grandchild, SIGKILL)
  }

  @Test("A grandchild that keeps writing does not delay the end")
  func writingGrandchild() async throws {
    let result = try await shell("yes & echo $! >&2").run(
      output: .lines { _ in }, errors: kept)
    let grandchild = try #require(Int32(result.errorText.dropLast()))
    #expect(result.ending.isSuccess)
    kill(grandchild, SIGKILL)
  }

  @Test("A cancelled task ends the program and its children")
  func cancelled() async throws {
    let lines = Lines()
    let task = Task {
      try await shell("sleep 600 & echo $$ $!; wait").run(output: lines.target, errors: nil)
    }
    let text = try #require(await lines.first())
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    let processes = text.split(separator: " ").compactMap { Int32($0) }
    #expect(processes.count == 2)
    #expect(!processes.contains(where: isRunning))
  }

  @Test("A task that is cancelled before starts nothing")
  func cancelledBefore() async throws {
    try await withFolder { folder in
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await shell("touch started", folder: folder).run(output: kept, errors: nil)
      }
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/started"))
    }
  }

  @Test("A program that ignores SIGTERM is killed when its grace is over, with its children")
  func ignoresTermination() async throws {
    let lines = Lines()
    var program = shell("trap '' TERM; sh -c 'echo $PPID $$; sleep 600; :'; :")
    program.grace = .milliseconds(100)
    let running = try await program.start(output: lines.target, errors: nil)
    let text = try #require(await lines.first())
    running.stop()
    #expect(try await running.output().ending == .signalled(SIGKILL))
    let processes = text.split(separator: " ").compactMap { Int32($0) }
    #expect(processes.count == 2)
    #expect(!processes.contains(where: isRunning))
  }

  @Test("A child that ignores SIGTERM is killed even if the program itself has ended")
  func childIgnoresTermination() async throws {
    let lines = Lines()
    var program = shell("(trap '' TERM; echo ready; while :; do sleep 600; done) & wait")
    program.grace = .milliseconds(100)
    program.environment["IIIF_BENCH_TEST"] = "child-\(UInt64.random(in: .min ... .max))"
    let mark = "IIIF_BENCH_TEST=\(program.environment["IIIF_BENCH_TEST"] ?? "")"
    let running = try await program.start(output: lines.target, errors: nil)
    #expect(await lines.first() == "ready")
    #expect(try !processes(marked: mark).isEmpty)
    running.stop()
    #expect(try await running.output().ending == .signalled(SIGTERM))
    #expect(try processes(marked: mark).isEmpty)
  }

  @Test("A program can use its grace to shut down")
  func grace() async throws {
    let lines = Lines()
    let running = try await shell(
      "trap 'echo bye; exit 4' TERM; echo ready; while :; do sleep 0.01; done"
    ).start(output: lines.target, errors: .nowhere)
    #expect(await lines.first() == "ready")
    running.stop()
    running.stop()
    #expect(try await running.output().ending == .exited(status: 4))
    #expect(lines.all == ["ready", "bye"])
  }

  @Test("A program that is stopped after its end changes nothing")
  func stopAfterEnd() async throws {
    let running = try await shell("exit 5").start(output: kept, errors: nil)
    _ = try await running.output()
    running.stop()
    #expect(try await running.output().ending == .exited(status: 5))
  }
}
