import HDRHistogram
import LoadGenerator
import Synchronization
import TestSupport
import Testing

/// The load around the measured window.
@Suite(.timeLimit(.minutes(5))) struct KeptUpLoadTests {
  private let table = RequestTable([LoadRequest(target: "/")])

  @Test(
    "The load continues until the last counted answer has arrived, and later requests do not count",
    arguments: TransportChoice.allCases)
  func keptUp(transport: TransportChoice) async throws {
    let server = try TestServer { _ in [.pause(.milliseconds(120)), .answer()] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .closed(concurrency: 3),
        warmUp: WarmUp(rounds: 1), stop: StopRule(duration: .milliseconds(300))),
      over: transport)
    #expect(report.errors == [:])
    #expect(report.loadEndedEarly == false)
    #expect(report.responseTime.count == UInt64(report.requests))
    // At least one round of the warm-up, and one after the window.
    #expect(server.requests.count >= report.requests + 6)
    let product = try #require(report.littlesLaw)
    #expect((0.6...1.5).contains(product))
  }

  @Test("One slow answer keeps the load up until it has arrived")
  func slowAnswer() async throws {
    let quick = Atomic<Int>(0)
    let server = try TestServer { request in
      switch request.target {
      case "/first": return [.pause(.milliseconds(500)), .answer()]
      case "/slow":
        // Answered after others that are sent only after the window.
        let first = quick.load(ordering: .acquiring)
        waitBriefly { quick.load(ordering: .acquiring) >= first + 20 }
        return [.answer()]
      default:
        quick.add(1, ordering: .acquiringAndReleasing)
        return [.pause(.milliseconds(2)), .answer()]
      }
    }
    var requests = [LoadRequest](repeating: LoadRequest(target: "/"), count: 10_000)
    for index in 0..<2 { requests[index] = LoadRequest(target: "/first") }
    requests[4] = LoadRequest(target: "/slow")
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: RequestTable(requests),
        schedule: .closed(concurrency: 2),
        stop: StopRule(duration: .milliseconds(10), minimumIterations: 5),
        timeouts: Timeouts(firstByte: .seconds(10))))
    #expect(report.errors == [:])
    #expect(report.loadEndedEarly == false)
    #expect(server.requests.count > report.requests)
  }

  @Test("The load is not kept up for an answer that takes far longer than all others")
  func limit() async throws {
    var requests = [LoadRequest](repeating: LoadRequest(target: "/"), count: 10_000)
    requests[20] = LoadRequest(target: "/slow")
    let server = try TestServer { request in
      [.pause(request.target == "/slow" ? .seconds(2) : .milliseconds(3)), .answer()]
    }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: RequestTable(requests),
        schedule: .closed(concurrency: 2),
        stop: StopRule(duration: .milliseconds(50), minimumIterations: 30)))
    #expect(report.loadEndedEarly == true)
    #expect(report.errors == [:])
    #expect(report.responseTime.max >= 1_990_000)
  }

  @Test("A window contains a complete round of users if answers take longer than its length")
  func wholeRound() async throws {
    let server = try TestServer { _ in [.pause(.milliseconds(300)), .answer()] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .closed(concurrency: 4),
        warmUp: WarmUp(duration: .milliseconds(20)), stop: StopRule(duration: .milliseconds(100)),
        threads: 2))
    #expect(report.seconds >= 0.299)
    #expect(report.completions >= 4)
    #expect(report.requests >= 4)
    #expect(report.throughput > 0)
  }

  @Test("A limit closes the window without an answer")
  func windowLimit() async throws {
    let server = try TestServer { _ in [.silence] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .closed(concurrency: 2),
        stop: StopRule(
          duration: .milliseconds(20), minimumAnswers: 5, limit: .milliseconds(60)),
        timeouts: Timeouts(firstByte: .seconds(2))))
    #expect(report.seconds < 2)
    #expect(report.completions == 0)
    #expect(report.errors == ["first-byte-timeout": 2])
    #expect(report.littlesLaw == nil)
  }

  @Test("Time limits of requests end a window without an answer")
  func hungServer() async throws {
    let server = try TestServer { _ in [.silence] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .closed(concurrency: 2),
        warmUp: WarmUp(duration: .milliseconds(10)), stop: StopRule(duration: .milliseconds(20)),
        timeouts: Timeouts(firstByte: .milliseconds(150))))
    #expect(report.requests == 0)
    #expect(report.completions == 0)
    #expect(report.throughput == 0)
    #expect((report.errors["first-byte-timeout"] ?? 0) >= 2)
  }

  @Test("A window continues until enough requests have ended in it")
  func minimumAnswers() async throws {
    let server = try TestServer { _ in [.pause(.milliseconds(5)), .answer()] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table,
        stop: StopRule(duration: .milliseconds(1), minimumAnswers: 12)))
    #expect(report.completedInWindow >= 12)
    #expect(abs(report.windowTenths.reduce(0, +) - report.completions) < 1e-6)
  }

  @Test("The warm-up lasts until each user has completed its rounds", arguments: [1, 3])
  func rounds(threads: Int) async throws {
    let server = try TestServer { request in
      [.pause(.milliseconds(request.connection == 0 ? 60 : 1)), .answer()]
    }
    let observer = OpeningObserver { server.requests }
    _ = try await LoadGenerator(
      plan: LoadPlan(
        origin: server.origin, requests: table, schedule: .closed(concurrency: 3),
        warmUp: WarmUp(rounds: 3), stop: StopRule(duration: .milliseconds(10)), threads: threads),
      verification: PlainVerification(), observer: observer
    ).run()
    let atOpening = observer.atOpening.withLock { $0 }
    for connection in 0..<3 {
      #expect(atOpening.count { $0.connection == connection } >= 3)
    }
  }

  @Test("Iterations are weighted with the share of their time in the window")
  func iterations() async throws {
    let server = try TestServer { _ in [.pause(.milliseconds(10)), .answer()] }
    var table = RequestTable()
    table.append(iteration: (0..<3).map { _ in [LoadRequest(target: "/")] })
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .closed(concurrency: 2),
        warmUp: WarmUp(rounds: 1), stop: StopRule(duration: .milliseconds(200))))
    #expect(report.errors == [:])
    #expect(report.iterationTime.count == UInt64(report.iterations))
    #expect(abs(report.iterationsCompleted - report.completions / 3) < 1)
    let product = try #require(report.littlesLaw)
    // Stalls of a busy machine move the product of a short window.
    #expect((0.5...2).contains(product))
  }
}

/// Records `value` when the window opens.
private final class OpeningObserver: LoadObserver {
  let atOpening = Mutex<[TestRequest]>([])
  private let value: @Sendable () -> [TestRequest]

  init(_ value: @escaping @Sendable () -> [TestRequest]) { self.value = value }

  func windowWillOpen() { atOpening.withLock { $0 = value() } }
  func windowDidClose() {}
  func progressed(_ progress: LoadProgress) {}
}
