import HDRHistogram
import LoadGenerator
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct LoadSessionTests {
  private let table = RequestTable((0..<5).map { LoadRequest(target: "/\($0)") })

  private func session(
    _ plan: LoadPlan, over transport: TransportChoice = .automatic,
    observer: (any LoadObserver)? = nil
  ) throws -> LoadSession {
    var plan = plan
    plan.connections.transport = transport
    return try LoadSession(plan: plan, verification: PlainVerification(), observer: observer)
  }

  @Test(
    "Slices continue in the request table over the same connections",
    arguments: TransportChoice.allCases)
  func goesOn(transport: TransportChoice) async throws {
    let server = try TestServer { _ in [.answer(body: [1, 2])] }
    let session = try session(
      LoadPlan(origin: server.origin, requests: table, firstIteration: 3), over: transport)
    var slices: [SliceReport] = []
    for count in [3, 4, 2] {
      let slice = LoadSlice(warmUp: WarmUp(), stop: StopRule(iterations: count))
      slices.append(try await session.run(slice))
    }
    let report = try await session.finish()
    #expect(server.requests.map(\.target) == (0..<9).map { "/\((3 + $0) % 5)" })
    #expect(server.accepted == 1)
    #expect(report.connectionsOpened == 1)
    #expect(slices.map(\.requests) == [3, 4, 2])
    #expect(slices.map(\.completions) == [3, 4, 2])
    #expect(slices.map(\.completedBytes) == [6, 8, 4])
    #expect(slices.map(\.iterations) == [3, 4, 2])
    #expect(report.slices == slices)
    #expect(report.requests == 9)
    #expect(report.completions == 9)
    #expect(report.iterationsCompleted == 9)
    #expect(report.bytes == 18)
    #expect(report.responseTime.count == 9)
    #expect(abs(report.seconds - slices.reduce(0) { $0 + $1.seconds }) < 1e-9)
    #expect(slices.map(\.start) == slices.map(\.start).sorted())
    #expect(report.timeline.reduce(0) { $0 + $1.requests } == 9)
  }

  @Test(
    "Figures of slices limited by time add up to the report", arguments: TransportChoice.allCases)
  func addsUp(transport: TransportChoice) async throws {
    let server = try TestServer { _ in [.pause(.milliseconds(3)), .answer(body: [1])] }
    let session = try session(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .closed(concurrency: 4), threads: 2),
      over: transport)
    var slices: [SliceReport] = []
    for _ in 0..<3 {
      let slice = LoadSlice(stop: StopRule(duration: .milliseconds(30), minimumAnswers: 8))
      slices.append(try await session.run(slice))
    }
    let report = try await session.finish()
    #expect(report.errors == [:])
    #expect(report.requests == slices.reduce(0) { $0 + $1.requests })
    #expect(report.responseTime.count == UInt64(report.requests))
    #expect(report.completedInWindow == slices.reduce(0) { $0 + $1.completedInWindow })
    #expect(abs(report.completions - slices.reduce(0) { $0 + $1.completions }) < 1e-6)
    #expect(abs(report.completions - report.windowTenths.reduce(0, +)) < 1e-6)
    #expect(slices.allSatisfy { $0.completedInWindow >= 8 && $0.windowStart > $0.start })
    #expect(report.connectionsOpened == 4)
    #expect(server.accepted == 4)
    #expect(report.timeline.reduce(0) { $0 + $1.requests } == server.requests.count)
    #expect(report.generator.cpuSeconds > 0)
  }

  @Test(
    "A connection that the server closed in a pause is opened again without an error",
    arguments: TransportChoice.allCases)
  func closedInPause(transport: TransportChoice) async throws {
    let server = try TestServer { request in
      request.number == 2 ? [.answer(), .close] : [.answer()]
    }
    let session = try session(
      LoadPlan(origin: server.origin, requests: table), over: transport)
    for _ in 0..<4 {
      let slice = LoadSlice(warmUp: WarmUp(), stop: StopRule(iterations: 3))
      #expect(try await session.run(slice).errors == 0)
      try await wait { server.openConnections == 0 }
    }
    let report = try await session.finish()
    #expect(report.requests == 12)
    #expect(report.errors == [:])
    #expect(server.requests.count == 12)
    #expect(server.accepted == 4)
  }

  @Test(
    "A silent server is given up at the time limit, and its connections are closed",
    arguments: TransportChoice.allCases)
  func timeLimit(transport: TransportChoice) async throws {
    let server = try TestServer { _ in [.silence] }
    let session = try session(
      LoadPlan(origin: server.origin, requests: table, schedule: .closed(concurrency: 3)),
      over: transport)
    let slice = LoadSlice(
      stop: StopRule(duration: .milliseconds(10)), timeLimit: SliceTimeLimit(.milliseconds(100)))
    let report = try await session.run(slice)
    #expect(report.reachedTimeLimit)
    #expect(report.seconds == 0)
    try await wait { server.openConnections == 0 }
    await #expect(throws: CancellationError.self) { try await session.run(slice) }
    let figures = try await session.finish()
    #expect(figures.unfinished == 3)
    #expect(figures.requests == 0)
    #expect(figures.errors == [:])
  }

  @Test("A window closes at the time limit, and its pending requests are awaited")
  func windowAtTimeLimit() async throws {
    let server = try TestServer { _ in [.pause(.milliseconds(200)), .answer()] }
    let session = try session(LoadPlan(origin: server.origin, requests: table))
    let report = try await session.run(
      LoadSlice(
        stop: StopRule(duration: .seconds(30)), timeLimit: SliceTimeLimit(.milliseconds(700))))
    #expect(report.seconds < 30)
    let figures = try await session.finish()
    #expect(figures.requests > 0)
    #expect(figures.completions > 0)
  }

  @Test("An answer lifts a time limit that allows it")
  func liftedTimeLimit() async throws {
    let server = try TestServer { request in
      [.pause(.milliseconds(request.target == "/0" ? 0 : 900)), .answer()]
    }
    let session = try session(LoadPlan(origin: server.origin, requests: table))
    let report = try await session.run(
      LoadSlice(
        warmUp: WarmUp(), stop: StopRule(iterations: 4),
        timeLimit: SliceTimeLimit(.seconds(2), isLiftedByAnswer: true)))
    #expect(!report.reachedTimeLimit)
    #expect(report.requests == 4)
  }

  @Test("The first failures of each kind are kept with request and time")
  func failures() async throws {
    let server = try TestServer { request in
      request.target == "/1" ? [.answer("500 Oops")] : [.reset]
    }
    let session = try session(
      LoadPlan(origin: server.origin, requests: table, schedule: .closed(concurrency: 2)))
    _ = try await session.run(LoadSlice(warmUp: WarmUp(), stop: StopRule(iterations: 20)))
    let report = try await session.finish()
    let resets = report.failures.filter { $0.kind == "reset" }
    #expect(resets.count == FailedRequest.examplesPerKind)
    #expect(resets.map(\.time) == resets.map(\.time).sorted())
    #expect(resets.allSatisfy { $0.request != 1 && $0.time > 1_500_000_000 })
  }

  @Test("A slice that is not measured has figures, which the report does not include")
  func unmeasured() async throws {
    let server = try TestServer { _ in [.answer(body: [1, 2, 3])] }
    let observer = WindowObserver()
    let session = try session(
      LoadPlan(origin: server.origin, requests: table, schedule: .closed(concurrency: 2)),
      observer: observer)
    let stop = StopRule(iterations: 6)
    let warmUp = try await session.run(
      LoadSlice(warmUp: WarmUp(), stop: stop, isMeasured: false))
    #expect(observer.events.withLock { $0 } == [])
    _ = try await session.run(LoadSlice(warmUp: WarmUp(), stop: stop))
    _ = try await session.run(LoadSlice(stop: StopRule(duration: .milliseconds(5))))
    #expect(observer.events.withLock { $0 } == ["open", "close", "open", "close"])
    let report = try await session.finish()
    #expect(warmUp.completions == 6)
    #expect(warmUp.requests == 6)
    #expect(report.slices.map(\.isMeasured) == [false, true, true])
    let measured = report.slices.dropFirst()
    #expect(report.requests == measured.reduce(0) { $0 + $1.requests })
    #expect(report.responseTime.count == UInt64(report.requests))
    #expect(report.serviceTime.count == UInt64(report.requests))
    #expect(abs(report.seconds - measured.reduce(0) { $0 + $1.seconds }) < 1e-9)
  }

  @Test("Arrivals of an open loop restart in each slice")
  func openLoop() async throws {
    let server = try TestServer { _ in [.answer()] }
    let session = try session(
      LoadPlan(origin: server.origin, requests: table, schedule: .open(rate: 500)))
    for _ in 0..<2 {
      _ = try await session.run(
        LoadSlice(warmUp: WarmUp(), stop: StopRule(duration: .milliseconds(200))))
    }
    let report = try await session.finish()
    // The load goes on until the last counted answer has arrived.
    #expect(server.requests.count >= report.requests)
    #expect(report.requests + report.generator.unsent == 200)
    #expect(report.requests > 100)
    #expect(report.slices.map(\.isMeasured) == [true, true])
  }

  @Test("Requests that queue in an open loop's window are sent before the slice ends")
  func openQueue() async throws {
    let server = try TestServer { _ in [.pause(.milliseconds(10)), .answer()] }
    let session = try session(
      LoadPlan(
        origin: server.origin, requests: table,
        schedule: .open(rate: 200, maximumConnections: 1)))
    let slice = try await session.run(
      LoadSlice(warmUp: WarmUp(), stop: StopRule(duration: .milliseconds(100))))
    let report = try await session.finish()
    #expect(slice.errors == 0)
    #expect(report.requests + report.generator.unsent == 20)
    #expect(report.requests == server.requests.count)
    #expect(report.requests > slice.completedInWindow)
  }

  @Test("Sessions can alternate, each with its own server")
  func alternation() async throws {
    let servers = try (0..<3).map { _ in try TestServer { _ in [.answer()] } }
    let sessions = try servers.map { server in
      try session(
        LoadPlan(origin: server.origin, requests: table, schedule: .closed(concurrency: 2)))
    }
    for _ in 0..<3 {
      for session in sessions {
        _ = try await session.run(LoadSlice(stop: StopRule(iterations: 4)))
      }
    }
    for (session, server) in zip(sessions, servers) {
      let report = try await session.finish()
      #expect(report.requests == 12)
      #expect(server.accepted == 2)
    }
  }

  @Test("A cancelled slice ends the session and closes its connections")
  func cancellation() async throws {
    let server = try TestServer { request in request.number < 3 ? [.answer()] : [.silence] }
    let session = try session(
      LoadPlan(origin: server.origin, requests: table, schedule: .closed(concurrency: 2)))
    _ = try await session.run(LoadSlice(warmUp: WarmUp(), stop: StopRule(iterations: 2)))
    let task = Task { try await session.run(LoadSlice(stop: StopRule(duration: .seconds(600)))) }
    try await wait { server.requests.count >= 8 }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    try await wait { server.openConnections == 0 }
    await #expect(throws: CancellationError.self) { try await session.finish() }
  }

  @Test("A released session closes its connections")
  func released() async throws {
    let server = try TestServer { _ in [.answer()] }
    do {
      let session = try session(LoadPlan(origin: server.origin, requests: table))
      _ = try await session.run(LoadSlice(stop: StopRule(iterations: 1)))
    }
    try await wait { server.openConnections == 0 }
  }

  @Test("A session without a slice has an empty report")
  func nothing() async throws {
    let session = try session(LoadPlan(origin: "http://127.0.0.1:1", requests: table))
    let report = try await session.finish()
    #expect(report.requests == 0)
    #expect(report.slices == [])
    await #expect(throws: CancellationError.self) { try await session.run(LoadSlice()) }
  }

  @Test("An invalid slice is refused, and the session continues")
  func refused() async throws {
    let server = try TestServer { _ in [.answer()] }
    let session = try session(LoadPlan(origin: server.origin, requests: table))
    await #expect(
      throws: LoadError.invalidPlan([.tooSmall("the number of iterations", minimum: 1)])
    ) { try await session.run(LoadSlice(stop: StopRule(iterations: 0))) }
    #expect(try await session.run(LoadSlice(stop: StopRule(iterations: 2))).requests == 2)
  }
}

private final class WindowObserver: LoadObserver {
  let events = Mutex<[String]>([])
  func windowWillOpen() { events.withLock { $0.append("open") } }
  func windowDidClose() { events.withLock { $0.append("close") } }
  func progressed(_ progress: LoadProgress) {}
}
