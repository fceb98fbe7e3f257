@testable import IIIFBench
@testable import Launching
@testable import Results
import TestSupport
import Foundation
import Testing

@Suite("What a server holds")
struct ServerHoldingsTests {
  @Test("Files and their bytes are counted, but for names that are not the server's")
  func temporaryFiles() async throws {
    try await withTemporaryFolder { folder in
      for (path, text) in [("a/b", "four"), ("c", "xx"), ("server.log", "not counted")] {
        let url = folder.appending(path: path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      }
      let files = try #require(TemporaryFiles(below: folder.path, except: ["server.log"]))
      #expect(files.count == 2)
      #expect(files.bytes == 6)
      #expect(TemporaryFiles(below: folder.path + "/nowhere") == nil)
    }
  }

  @Test("A log of any length keeps its end and the count of its lines")
  func log() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "server.log")
      let log = BoundedLog(file)
      #expect(log.update().bytes == 0)
      let line = String(repeating: "x", count: 1023) + "\n"
      try Data(String(repeating: line, count: 5000).utf8).write(to: file)
      #expect(log.update().lines == 5000)
      let handle = try FileHandle(forWritingTo: file)
      try handle.seekToEnd()
      try handle.write(contentsOf: Data("last\n".utf8))
      try handle.close()
      let written = log.update()
      #expect(written.lines == 5001)
      #expect(written.bytes == 5000 * 1024 + 5)
      let end = try Data(contentsOf: file).suffix(BoundedLog.kept)
      #expect(!end.contains(0))
      #expect(end.suffix(5) == Data("last\n".utf8))
    }
  }

  @Test("The lines of a log are found by the time at which they were written")
  func linesAtTime() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "server.log")
      let log = BoundedLog(file)
      try Data("one\nERROR two\n  at Foo.bar\n  at Foo.baz\n".utf8).write(to: file)
      let now = Date()
      #expect(log.lines(at: now) == ["one", "ERROR two (+ 2 lines)"])
      #expect(log.lines(at: now - 100) == [])
      #expect(log.lines(at: now + 100) == [])
      let copy = folder.appending(path: "copy.log")
      #expect(log.copy(to: copy))
      #expect(try Data(contentsOf: copy) == Data(contentsOf: file))
      #expect(!BoundedLog(folder.appending(path: "none")).copy(to: copy))
    }
  }

  @Test("A process has open files, threads, temporary files and a log", .timeLimit(.minutes(5)))
  func process() async throws {
    let bench = try LauncherBench()
    let script = "echo one; echo two; echo data >\"$TMPDIR/left\"; exec sleep 600"
    let holdings = try await bench.with(.process(["sh", "-c", script])) { server in
      _ = try await eventually { await server.holdings()?.temporaryFiles == 1 }
      return await server.holdings()
    }
    #expect(holdings?.threads == 1)
    #expect((holdings?.openFiles ?? 0) >= 3)
    #expect(holdings?.temporaryBytes == 5)
    #expect(holdings?.logLines == 2)
  }
}
