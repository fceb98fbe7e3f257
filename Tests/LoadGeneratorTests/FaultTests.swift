import HDRHistogram
import LoadGenerator
import TestSupport
import Testing

/// A fault of a server, with the outcome that it must have.
struct FaultCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var outcome: String
  var limits: Timeouts
  var steps: [ServerStep]

  init(
    _ name: String, _ outcome: String, limits: Timeouts = Timeouts(), _ steps: ServerStep...
  ) {
    testDescription = name
    self.outcome = outcome
    self.limits = limits
    self.steps = steps
  }

  static let all: [FaultCase] = [
    FaultCase("reset before the answer", "reset", .reset),
    FaultCase("closed before the answer", "reset", .close),
    FaultCase(
      "reset inside the body", "reset",
      .text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"), .pause(.milliseconds(30)),
      .reset),
    FaultCase(
      "closed inside the body", "truncated",
      .text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"), .close),
    FaultCase(
      "closed inside the last chunk", "truncated",
      .text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"), .close),
    FaultCase(
      "stalled before the answer", "first-byte-timeout",
      limits: Timeouts(firstByte: .milliseconds(100)), .silence),
    FaultCase(
      "stalled inside the body", "idle-timeout", limits: Timeouts(idle: .milliseconds(100)),
      .text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"), .silence),
    FaultCase(
      "stalled inside the head", "idle-timeout", limits: Timeouts(idle: .milliseconds(100)),
      .text("HTTP/1.1 200 OK\r\nContent-Le"), .silence),
    FaultCase("garbage", "malformed", .text("SSH-2.0-OpenSSH_9.2\r\n\r\n"), .close),
    FaultCase(
      "a wrong chunk size", "malformed",
      .text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"), .close),
    FaultCase(
      "a head of one megabyte", "too-large",
      .text("HTTP/1.1 200 OK\r\nX-Long: " + String(repeating: "a", count: 1 << 20) + "\r\n\r\n")),
    FaultCase(
      "ten thousand header fields", "too-large",
      .text(
        "HTTP/1.1 200 OK\r\n" + String(repeating: "X-Many: abcdef\r\n", count: 10_000) + "\r\n")),
    FaultCase(
      "a flood of interim answers", "malformed",
      .text(String(repeating: "HTTP/1.1 103 Early Hints\r\n\r\n", count: 1000))),
    FaultCase(
      "a body over the limit", "too-large",
      .answer(body: [UInt8](repeating: 0, count: 2000))),
    FaultCase(
      "busy, with a time to come back", "back-pressure",
      .answer("503 Service Unavailable", headers: ["Retry-After: 1"])),
    FaultCase("busy", "wrong-status", .answer("503 Service Unavailable")),
    FaultCase(
      "one byte at a time, for ever", "total-timeout", limits: Timeouts(total: .milliseconds(250)),
      .text("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"),
      .pause(.milliseconds(60)), .text("a"), .pause(.milliseconds(60)), .text("a"),
      .pause(.milliseconds(60)), .text("a"), .pause(.milliseconds(60)), .text("a"),
      .pause(.milliseconds(60)), .text("a"), .pause(.milliseconds(60)), .text("a"), .silence),
  ]
}

@Suite(.timeLimit(.minutes(5))) struct FaultTests {
  @Test(
    "Each fault has its own outcome and is never an answer",
    arguments: FaultCase.all, TransportChoice.allCases)
  func fault(_ fault: FaultCase, transport: TransportChoice) async throws {
    let server = try TestServer { _ in fault.steps }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: RequestTable([LoadRequest(target: "/")]),
        stop: StopRule(iterations: 2),
        connections: ConnectionOptions(maximumBodyBytes: 1500), timeouts: fault.limits),
      over: transport)
    #expect(report.errors == [fault.outcome: 2])
    #expect(report.requests == 0)
    #expect(report.responseTime.count == 0)
    #expect(report.completedInWindow == 0)
  }

  @Test("A port without a listener refuses connections", arguments: TransportChoice.allCases)
  func refused(transport: TransportChoice) async throws {
    let plan = LoadPlan(
      origin: try TestServer.unusedOrigin(), requests: RequestTable([LoadRequest(target: "/")]),
      stop: StopRule(iterations: 3))
    let report = try await run(plan, over: transport)
    #expect(report.errors == ["refused": 3])
  }

  @Test("A name that does not resolve is a name failure", arguments: TransportChoice.allCases)
  func name(transport: TransportChoice) async throws {
    let plan = LoadPlan(
      origin: "http://no-such-host.invalid", requests: RequestTable([LoadRequest(target: "/")]),
      stop: StopRule(iterations: 1))
    let report = try await run(plan, over: transport)
    #expect(report.errors == ["name-failure": 1])
  }

  @Test(
    "A request on a connection that the server closes is sent again over a new one",
    arguments: TransportChoice.allCases)
  func closesNowAndThen(transport: TransportChoice) async throws {
    let server = try TestServer { request in
      request.number == 2 ? [.close] : [.answer(body: [1, 2, 3])]
    }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: RequestTable([LoadRequest(target: "/")]),
        stop: StopRule(iterations: 20)), over: transport)
    #expect(report.requests == 20)
    #expect(report.errors == [:])
    #expect(report.connectionsOpened == server.accepted)
    #expect(server.accepted == 10)
  }

  @Test(
    "A connection that the server resets after an answer is not lost",
    arguments: TransportChoice.allCases)
  func resetAfterAnswer(transport: TransportChoice) async throws {
    let server = try TestServer { _ in [.answer(body: [1]), .reset] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: RequestTable([LoadRequest(target: "/")]),
        schedule: .closed(concurrency: 4), stop: StopRule(iterations: 400)), over: transport)
    #expect(report.requests + report.errors.values.reduce(0, +) == 400)
    #expect(report.requests > 0)
  }

  @Test("All problems of a plan are reported together")
  func plan() async throws {
    var table = RequestTable()
    table.append(iteration: [[]])
    table.append(iteration: [
      [
        LoadRequest(target: "a b"),
        LoadRequest(target: "/", headers: [HeaderField(name: "X", value: "1\r\nY: 2")]),
      ]
    ])
    let plan = LoadPlan(
      origin: "ftp://x", requests: table, schedule: .closed(concurrency: 0), threads: 0)
    let error = await #expect(throws: LoadError.self) { try await run(plan) }
    #expect(
      error?.description == """
        invalid load: the origin 'ftp://x' does not have the form http://HOST[:PORT], \
        https://HOST[:PORT] or http+unix://SOCKET; iteration 0 has no requests; request 0: the target 'a b' must begin \
        with a slash; blanks, control characters and non-ASCII characters must be \
        percent-encoded; request 1: the header field 'X' contains characters that are not \
        allowed; the concurrency must be at least 1; the number of threads must be at least 1
        """)
  }
}
