import HDRHistogram
import LoadGenerator
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct ClosedLoopTests {
  private let table = RequestTable((0..<5).map { LoadRequest(target: "/\($0)") })

  @Test(
    "A load limited by iterations sends each of them once, in the order of the table",
    arguments: TransportChoice.allCases)
  func iterations(transport: TransportChoice) async throws {
    let server = try TestServer { _ in [.answer(body: Array("hello".utf8))] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .closed(concurrency: 2),
        stop: StopRule(iterations: 12)), over: transport, expectedBytes: 5)
    #expect(report.requests == 12)
    #expect(report.iterations == 12)
    #expect(report.completedInWindow == 12)
    #expect(report.bytes == 60)
    #expect(report.errors == [:])
    #expect(report.responseTime.count == 12)
    #expect(report.connectionsOpened == 2)
    #expect(report.transport == (transport == .libcurl ? "libcurl" : "http/1.1"))
    #expect(server.accepted == 2)
    let targets = server.requests.map(\.target).sorted()
    #expect(targets == (0..<12).map { "/\($0 % 5)" }.sorted())
  }

  @Test("The warm-up is sent first, and no figure includes it", arguments: TransportChoice.allCases)
  func warmUp(transport: TransportChoice) async throws {
    let server = try TestServer { _ in [.answer()] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, warmUp: WarmUp(iterations: 7),
        stop: StopRule(iterations: 3)), over: transport)
    #expect(server.requests.map(\.target) == (0..<10).map { "/\($0 % 5)" })
    #expect(report.requests == 3)
    #expect(report.iterations == 3)
    #expect(report.serviceTime.count == 3)
    #expect(report.timeline.reduce(0) { $0 + $1.requests } == 10)
  }

  @Test("A load limited by time continues until the minimum number of iterations has started")
  func minimumIterations() async throws {
    let server = try TestServer { _ in [.pause(.milliseconds(20)), .answer()] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table,
        stop: StopRule(duration: .milliseconds(10), minimumIterations: 6)))
    #expect(report.iterations >= 6)
    #expect(report.seconds >= 0.1)
  }

  @Test(
    "Requests of a step are sent together, and a step waits for the previous one",
    arguments: TransportChoice.allCases)
  func steps(transport: TransportChoice) async throws {
    let arrived = Atomic(0)
    let server = try TestServer { request in
      if request.target == "/first" { return [.pause(.milliseconds(30)), .answer()] }
      arrived.add(1, ordering: .acquiringAndReleasing)
      waitBriefly { arrived.load(ordering: .acquiring) % 3 == 0 }
      return [.answer()]
    }
    var table = RequestTable()
    for _ in 0..<4 {
      table.append(iteration: [
        [LoadRequest(target: "/first")], (0..<3).map { LoadRequest(target: "/tile\($0)") },
      ])
    }
    let report = try await run(
      LoadPlan(origin: server.origin, requests: table, stop: StopRule(iterations: 4)),
      over: transport)
    #expect(report.requests == 16)
    #expect(report.iterationTime.count == 4)
    #expect(report.iterationTime.min >= 29_000)
    #expect(server.accepted == 3)
    let order = server.requests.map(\.target)
    #expect(order.enumerated().filter { $0.element == "/first" }.map(\.offset) == [0, 4, 8, 12])
  }

  @Test(
    "A user has at most six concurrent requests, and the wait is measured",
    arguments: TransportChoice.allCases)
  func connectionsOfAUser(transport: TransportChoice) async throws {
    let server = try TestServer { _ in [.pause(.milliseconds(40)), .answer()] }
    var table = RequestTable()
    table.append(iteration: [(0..<15).map { LoadRequest(target: "/tile\($0)") }])
    let report = try await run(
      LoadPlan(origin: server.origin, requests: table, stop: StopRule(iterations: 1)),
      over: transport)
    #expect(report.requests == 15)
    #expect(server.accepted == 6)
    let waits = try #require(report.phases[.wait])
    #expect(waits.max >= 79_000)
    #expect(waits.min < 40_000)
    #expect(report.responseTime.max >= 119_000)
    #expect(report.serviceTime.min >= 20_000)
  }

  @Test("Event loops share the iterations without a gap", arguments: TransportChoice.allCases)
  func threads(transport: TransportChoice) async throws {
    let server = try TestServer { _ in [.answer()] }
    let table = RequestTable((0..<50).map { LoadRequest(target: "/\($0)") })
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .closed(concurrency: 5),
        stop: StopRule(iterations: 50), threads: 3), over: transport)
    #expect(report.requests == 50)
    #expect(Set(server.requests.map(\.target)).count == 50)
  }

  @Test("The observer is called once for each end of the window, in order")
  func observer() async throws {
    let server = try TestServer { _ in [.answer()] }
    let observer = RecordingObserver()
    let generator = LoadGenerator(
      plan: LoadPlan(
        origin: server.origin, requests: table, warmUp: WarmUp(duration: .milliseconds(30)),
        stop: StopRule(iterations: 20)),
      verification: PlainVerification(), observer: observer)
    _ = try await generator.run()
    let events = observer.events.withLock { $0 }
    #expect(events.filter { $0 != "progress" } == ["open", "close"])
    #expect(events.contains("progress"))
  }

  @Test(
    "A cancelled load stops, closes its connections and throws", arguments: TransportChoice.allCases
  )
  func cancellation(transport: TransportChoice) async throws {
    let server = try TestServer { _ in [.silence] }
    let plan = LoadPlan(
      origin: server.origin, requests: table, schedule: .closed(concurrency: 4),
      stop: StopRule(duration: .seconds(600)))
    let task = Task { try await run(plan, over: transport) }
    try await wait { server.requests.count >= 4 }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    try await wait { server.openConnections == 0 }
  }

  @Test("HEAD requests and header fields are sent unchanged", arguments: TransportChoice.allCases)
  func methodAndHeaders(transport: TransportChoice) async throws {
    let server = try TestServer { request in
      [
        .text(
          "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n"
            + (request.method == "GET" ? "0123456789ab" : ""))
      ]
    }
    let table = RequestTable([
      LoadRequest(
        method: .head, target: "/a?b=%20", headers: [HeaderField(name: "X-One", value: "1")]),
      LoadRequest(target: "/a/../b"),
    ])
    let report = try await run(
      LoadPlan(origin: server.origin, requests: table, stop: StopRule(iterations: 4)),
      over: transport)
    #expect(report.requests == 4)
    #expect(report.bytes == 24)
    let requests = server.requests
    #expect(requests.map(\.method) == ["HEAD", "GET", "HEAD", "GET"])
    #expect(requests.map(\.target) == ["/a?b=%20", "/a/../b", "/a?b=%20", "/a/../b"])
    #expect(requests.map { $0.value(ofField: "x-one") } == ["1", nil, "1", nil])
    #expect(requests[0].value(ofField: "host") == "127.0.0.1:\(server.port)")
    #expect(requests[0].value(ofField: "accept-encoding") == nil)
  }
}

private final class RecordingObserver: LoadObserver {
  let events = Mutex<[String]>([])
  func windowWillOpen() { events.withLock { $0.append("open") } }
  func windowDidClose() { events.withLock { $0.append("close") } }
  func progressed(_ progress: LoadProgress) { events.withLock { $0.append("progress") } }
}
