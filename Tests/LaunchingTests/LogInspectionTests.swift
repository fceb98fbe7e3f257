@testable import IIIFBench
@testable import Launching
import TestSupport
import Testing

@Suite("Starts that the log contradicts")
struct LogInspectionTests {
  private func inspect(_ rules: LogRules) async throws {
    let bench = try LauncherBench()
    try await bench.with(.process(["sh", "-c", "echo falling back; exec sleep 600"])) { server in
      _ = try await eventually { await !server.lastLines(1).isEmpty }
      try await LogInspection(rules: rules).check(server, named: "sample")
    }
  }

  @Test("A quiet fallback is no start", .timeLimit(.minutes(5)))
  func refused() async throws {
    let error = await #expect(throws: LaunchError.self) {
      try await inspect(LogRules(refused: ["falling back"]))
    }
    #expect(
      error?.description == """
        sample did not start as described: its log has 'falling back', which 'log.refuse' \
        excludes:
          | falling back
        """)
  }

  @Test("A missing line is reported", .timeLimit(.minutes(5)))
  func missing() async throws {
    let error = await #expect(throws: LaunchError.self) {
      try await inspect(LogRules(expected: ["loaded"]))
    }
    #expect(
      error?.description
        == "sample did not start as described: its log lacks 'loaded', which 'log.expect' demands")
  }

  @Test("A log that keeps the rules lets the server run", .timeLimit(.minutes(5)))
  func valid() async throws {
    try await inspect(LogRules(refused: ["error"], expected: ["falling"]))
  }
}
