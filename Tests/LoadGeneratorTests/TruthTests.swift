import Foundation
import Glibc
import HDRHistogram
import Synchronization
import TestSupport
import Testing

@testable import LoadGenerator

/// Compares the generator's report with known times.
@Suite(.timeLimit(.minutes(10))) struct TruthTests {
  private let percentiles = [50, 90, 99, 99.9]

  /// The quantile function of delays in microseconds: 3 to 400 ms, with a long tail.
  private func delay(_ share: Double) -> Double { 3000 + 60_000 * pow(share, 3) / (1.2 - share) }

  @Test("Event loops report the distribution of known times to three digits")
  func recording() throws {
    let count = 20_000
    let order = (0..<count).map { ($0 * 7919) % count }
    let delays = order.map { Nanoseconds(delay((Double($0) + 0.5) / Double(count)) * 1000) }
    let plan = LoadPlan(
      origin: "http://127.0.0.1", requests: RequestTable([LoadRequest(target: "/")]),
      schedule: .closed(concurrency: 10), stop: StopRule(iterations: count))
    let report = measure(plan, startedAt: Clock.now(), delays: delays)
    #expect(report.requests == count)
    for percentile in percentiles {
      let expected = delay(percentile / 100)
      for histogram in [report.serviceTime, report.responseTime] {
        let value = Double(histogram.value(atPercentile: percentile))
        #expect(abs(value - expected) <= max(50, 0.01 * expected), "p\(percentile)")
      }
    }
    #expect(abs(report.timeToFirstByte.mean * 4 - report.serviceTime.mean) < 200)
  }

  @Test(
    "Response time includes the wait for a connection, service time does not")
  func waiting() throws {
    let count = 200
    let plan = LoadPlan(
      origin: "http://127.0.0.1", requests: RequestTable([LoadRequest(target: "/")]),
      schedule: .open(rate: 100, maximumConnections: 1), stop: StopRule(iterations: count))
    // The load started two seconds ago and has sent nothing since.
    let report = measure(
      plan, startedAt: Clock.now() - 2_000_000_000,
      delays: Array(repeating: 1_000_000, count: count))
    #expect(report.requests == count)
    for (percentile, least) in [(25.0, 490_000), (50, 990_000), (75, 1_490_000)] {
      #expect(report.responseTime.value(atPercentile: percentile) >= least)
    }
    #expect((998...1002).contains(report.serviceTime.min))
    #expect((998...1002).contains(report.serviceTime.max))
    let waits = try #require(report.phases[.wait])
    #expect(waits.value(atPercentile: 75) >= 1_490_000)
  }

  @Test("Times over ten minutes count as ten minutes, and their number is kept")
  func beyondRange() {
    let plan = LoadPlan(
      origin: "http://127.0.0.1", requests: RequestTable([LoadRequest(target: "/")]),
      stop: StopRule(iterations: 3))
    let report = measure(
      plan, startedAt: Clock.now(), delays: [1_000_000, 700_000_000_000, 800_000_000_000])
    #expect(report.requests == 3)
    #expect(report.serviceTime.count == 3)
    #expect(report.serviceTime.beyond == 2)
    #expect(report.serviceTime.max >= 600_000_000)
  }

  /// Runs one event loop over a transport with known delays; the window is open from the start.
  private func measure(
    _ plan: LoadPlan, startedAt start: Nanoseconds, delays: [Nanoseconds]
  ) -> LoadReport {
    let transport = TimedTransport(delays)
    var loop = EventLoop(
      work: LoopWork(plan: plan, share: WorkShare(index: 0, count: 1)), transport: transport,
      recorder: Recorder(kinds: []), progress: LoopProgress())
    let control = SliceControl(slice: LoadSlice(warmUp: plan.warmUp, stop: plan.stop), start: start)
    control.opensAt.store(start, ordering: .relaxed)
    _ = loop.run(control)
    return loop.finish().report
  }

  @Test(
    "Measured percentiles of a server with known delays are within 1 % or 50 µs",
    .enabled(if: isAsked, "set LOAD_GENERATOR_TRUTH=1 on a quiet machine"))
  func measuring() async throws {
    let count = 20_000
    let next = Atomic<Int>(0)
    let server = try TestServer { _ in
      let index = (next.add(1, ordering: .relaxed).oldValue * 7919) % count
      let microseconds = delay((Double(index) + 0.5) / Double(count))
      return [.pauseExactly(.nanoseconds(Int(microseconds * 1000))), .answer()]
    }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: RequestTable([LoadRequest(target: "/")]),
        schedule: .closed(concurrency: 20), stop: StopRule(iterations: count)))
    for percentile in percentiles {
      let expected = delay(percentile / 100)
      let value = Double(report.serviceTime.value(atPercentile: percentile))
      print("p\(percentile): expected \(expected), measured \(value)")
      #expect(abs(value - expected) <= max(50, 0.01 * expected), "p\(percentile)")
    }
  }

  @Test(
    "A server that stops for 4 s of 12 s raises p75 of the response time at 100 requests/s",
    .enabled(if: isAsked && Nginx.isInstalled, "set LOAD_GENERATOR_TRUTH=1 on a quiet machine"))
  func stopped() async throws {
    let nginx = try Nginx(listen: "PORT", files: ["a": [UInt8](repeating: 1, count: 65536)])
    let plan = LoadPlan(
      origin: "http://127.0.0.1:\(nginx.port)", requests: RequestTable([LoadRequest(target: "/a")]),
      schedule: .open(rate: 100, maximumConnections: 4), stop: StopRule(duration: .seconds(12)))
    async let running = run(plan, expectedBytes: 65536)
    try await Task.sleep(for: .seconds(4))
    kill(nginx.processID, SIGSTOP)
    try await Task.sleep(for: .seconds(4))
    kill(nginx.processID, SIGCONT)
    let report = try await running
    let response = report.responseTime
    let service = report.serviceTime
    for percentile in [50.0, 75, 90, 99, 100] {
      print(
        "p\(percentile): response \(response.value(atPercentile: percentile)) µs, "
          + "service \(service.value(atPercentile: percentile)) µs")
    }
    #expect(report.requests + report.generator.unsent == 1200)
    #expect(report.requests > 600)
    #expect(response.value(atPercentile: 75) > 1_000_000)
    #expect(service.value(atPercentile: 75) < 50_000)
  }

  private static let isAsked = ProcessInfo.processInfo.environment["LOAD_GENERATOR_TRUTH"] == "1"
}

/// Answers each request with a given delay in simulated time.
private final class TimedTransport: Transport {
  let name = "timed"
  let connectionsOpened = 0
  private let delays: [Nanoseconds]
  private var next = 0
  private var pending: [LoadExchange] = []
  private var ended: ArraySlice<LoadExchange> = []

  init(_ delays: [Nanoseconds]) { self.delays = delays }

  func start(slot: Int, request: Int, at now: Nanoseconds) {
    var exchange = LoadExchange(slot: slot, request: request, started: now)
    exchange.firstByte = now + delays[next] / 4
    exchange.done = now + delays[next]
    next += 1
    pending.append(exchange)
  }

  func wait(until deadline: Nanoseconds) -> Nanoseconds {
    (ended, pending) = (pending[...], [])
    return 0
  }

  func nextEnded() -> LoadExchange? { ended.popFirst() }

  func close() {}
}
