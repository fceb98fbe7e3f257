import Foundation
import Testing

@testable import ChildProcess

@Suite("How a program starts", .timeLimit(.minutes(10)))
struct ProgramStartTests {
  @Test("Arguments are passed unchanged, including empty ones and special characters")
  func arguments() async throws {
    let result = try await Program("printf", ["[%s]", "", "a b", "*", "ü\n\"$HOME\""])
      .run(output: kept, errors: nil)
    #expect(result.text == "[][a b][*][ü\n\"$HOME\"]")
    #expect(result.ending.isSuccess)
  }

  @Test("A program sees only its own environment")
  func environment() async throws {
    let program = Program(
      "env", environment: ["PATH": "/usr/bin:/bin", "COLOUR": "blue = green"])
    let lines = try await program.run(output: kept, errors: nil).text.split(separator: "\n")
    #expect(lines.sorted() == ["COLOUR=blue = green", "PATH=/usr/bin:/bin"])
  }

  @Test("A program inherits the environment of this process")
  func inheritedEnvironment() {
    #expect(Program.inheritedEnvironment == ProcessInfo.processInfo.environment)
  }

  @Test("A name is looked up in the PATH of the program's environment")
  func searchPath() async throws {
    try await withFolder { folder in
      try write("#!/bin/sh\necho found\n", to: "\(folder)/own", permissions: 0o755)
      let program = Program("own", environment: ["PATH": "/nowhere:\(folder)"])
      #expect(try await program.run(output: kept, errors: nil).text == "found\n")
    }
  }

  @Test("A file that is not executable is skipped for one that is")
  func executableFirst() async throws {
    try await withFolder { folder in
      try write("", to: "\(folder)/sh")
      let program = Program(
        "sh", ["-c", "echo run"], environment: ["PATH": "\(folder):/usr/bin:/bin"])
      #expect(try await program.run(output: kept, errors: nil).text == "run\n")
    }
  }

  @Test("A program starts in its working folder, to which a relative path refers")
  func folder() async throws {
    try await withFolder { folder in
      try write("#!/bin/sh\npwd -P\n", to: "\(folder)/here", permissions: 0o755)
      let program = Program("./here", folder: folder)
      let path = URL(filePath: folder).resolvingSymlinksInPath().path(percentEncoded: false)
      let output = try await program.run(output: kept, errors: nil).text
      #expect(output.dropLast() == (path.hasSuffix("/") ? path.dropLast() : path[...]))
    }
  }

  @Test("The standard input is empty")
  func input() async throws {
    let result = try await Program("cat").run(output: kept, errors: nil)
    #expect(result.output.isEmpty)
    #expect(result.ending.isSuccess)
  }

  @Test("No signal is blocked or ignored, even if this process ignores it")
  func signals() async throws {
    signal(SIGPIPE, SIG_IGN)
    let output = try await Program("grep", ["-E", "^Sig(Blk|Ign)", "/proc/self/status"])
      .run(output: kept, errors: nil).text
    let sets = output.split(separator: "\n").compactMap { line in
      UInt64(line.drop { $0 != "\t" }.dropFirst(), radix: 16)
    }
    // Signals 32 and 33 belong to the C library; programs neither send nor handle them.
    let own: UInt64 = 0b11 << 31
    #expect(sets.map { $0 & ~own } == [0, 0])
  }

  @Test("No descriptor is inherited")
  func descriptors() async throws {
    let file = open("/dev/null", O_RDONLY)
    defer { close(file) }
    let high = fcntl(file, F_DUPFD, 200)
    defer { close(high) }
    let result = try await shell(
      "for d in \"$@\"; do test -e /proc/$$/fd/$d && echo $d; done; echo end", "\(file)", "\(high)"
    ).run(output: kept, errors: nil)
    #expect(result.text == "end\n")
  }

  @Test("A program leads a process group in the session of this process")
  func group() async throws {
    let running = try await Program("cut", ["-d", " ", "-f", "5,6", "/proc/self/stat"])
      .start(output: kept, errors: nil)
    let text = try await running.output().text
    #expect(text == "\(running.identifier) \(getsid(0))\n")
  }

  @Test("A program can lead a session")
  func session() async throws {
    let running = try await Program(
      "cut", ["-d", " ", "-f", "5,6", "/proc/self/stat"], leadership: .session
    ).start(output: kept, errors: nil)
    let text = try await running.output().text
    #expect(text == "\(running.identifier) \(running.identifier)\n")
  }

  @Test("A program is bound to its processors, and the threads of this process keep theirs")
  func processors() async throws {
    let list = ["-r", "-h", "^Cpus_allowed_list:", "/proc/self/status"]
    let before = try await Program("grep", list).run(output: kept, errors: nil).text
    let program = Program("grep", list, processors: [0])
    #expect(try await program.run(output: kept, errors: nil).text == "Cpus_allowed_list:\t0\n")
    #expect(try await Program("grep", list).run(output: kept, errors: nil).text == before)
    let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")
    let status = threads.compactMap {
      try? String(contentsOfFile: "/proc/self/task/\($0)/status", encoding: .utf8)
    }
    #expect(!status.isEmpty)
    #expect(status.allSatisfy { $0.contains(before) })
  }

  @Test("A program that has already ended still exists when its start is reported")
  func started() async throws {
    let lines = Lines()
    guard case .lines(let note) = lines.target else { return }
    let running = try await Program("true").start(output: .nowhere, errors: nil) { identifier in
      let exists = FileManager.default.fileExists(atPath: "/proc/\(identifier)/stat")
      note("\(identifier) \(exists)")
    }
    _ = try await running.output()
    #expect(lines.all == ["\(running.identifier) true"])
  }
}
