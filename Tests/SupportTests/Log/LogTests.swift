import Foundation
import Support
import Synchronization
import Testing

@Suite("Log")
struct LogTests {
  /// Collects the lines of a log.
  private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func log(level: Log.Level = .info, format: Log.Format = .text) -> Log {
      Log(
        level: level, format: format, write: { line in self.lines.withLock { $0.append(line) } },
        now: { Date(timeIntervalSince1970: 0.25) })
    }
  }

  private func writeAll(to log: Log) {
    log.debug("a detail")
    log.info("progress")
    log.warning("a problem")
    log.error("the end")
  }

  @Test(
    "Messages below the level are not written",
    arguments: [
      (Log.Level.debug, ["debug: a detail", "progress", "warning: a problem", "error: the end"]),
      (.info, ["progress", "warning: a problem", "error: the end"]),
      (.warning, ["warning: a problem", "error: the end"]), (.error, ["error: the end"]),
    ])
  func levels(level: Log.Level, expected: [String]) {
    let lines = Lines()
    writeAll(to: lines.log(level: level))
    #expect(lines.all == expected)
  }

  @Test("A JSON line has the time, the level and the message")
  func json() {
    let lines = Lines()
    lines.log(format: .json).warning("a \"quoted\" path /tmp\nand a second line")
    #expect(
      lines.all == [
        #"{"level":"warning","message":"a \"quoted\" path /tmp\nand a second line","#
          + #""time":"1970-01-01T00:00:00.250Z"}"#
      ])
  }

  @Test("A diagnostic is written with its source line, or with its place as JSON")
  func diagnostics() {
    let lines = Lines()
    let diagnostic = Diagnostic(
      file: "a.yaml", line: 2, column: 3, message: "unknown key 'b'", sourceLine: "  b: 1")
    lines.log().report([diagnostic])
    lines.log(format: .json).report([diagnostic])
    lines.log(level: .error).report([
      Diagnostic(file: "a.yaml", severity: .warning, message: "doubtful")
    ])
    #expect(
      lines.all == [
        "a.yaml:2:3: error: unknown key 'b'\n  b: 1\n  ^",
        #"{"column":3,"file":"a.yaml","level":"error","line":2,"message":"unknown key 'b'","#
          + #""time":"1970-01-01T00:00:00.250Z"}"#,
      ])
  }

  @Test("The log of a task is that of its child tasks")
  func current() async {
    let lines = Lines()
    await Log.$current.withValue(lines.log()) {
      await withTaskGroup { group in
        group.addTask { Log.current.info("from a child task") }
      }
      await Task { Log.current.info("from an unstructured task") }.value
    }
    #expect(lines.all == ["from a child task", "from an unstructured task"])
  }

  @Test("A file is created and appended to")
  func file() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "log-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    for message in ["first", "second"] {
      Log(write: try LogDestination(appendingTo: file).write).info(message)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == "first\nsecond\n")
  }

  @Test("A file that cannot be opened is an error")
  func refusedFile() {
    #expect(throws: POSIXError.self) {
      try LogDestination(appendingTo: URL(filePath: "/nonexistent/folder/run.log"))
    }
  }
}
