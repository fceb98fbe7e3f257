import HDRHistogram
import LoadGenerator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct OpenLoopTests {
  private let table = RequestTable([LoadRequest(target: "/")])

  @Test("All due requests are sent", arguments: TransportChoice.allCases)
  func count(transport: TransportChoice) async throws {
    let server = try TestServer { _ in [.answer()] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .open(rate: 500),
        stop: StopRule(duration: .milliseconds(400))), over: transport)
    #expect(report.requests + report.generator.unsent == 200)
    // The load goes on until the last counted answer has arrived.
    #expect(server.requests.count >= report.requests)
    #expect(report.requests > 100)
    #expect(report.responseTime.count == UInt64(report.requests))
  }

  @Test("Poisson arrivals stop after a number of iterations over several event loops")
  func poisson() async throws {
    let server = try TestServer { _ in [.answer()] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table,
        schedule: .open(rate: 2000, arrivals: .poisson, maximumConnections: 8),
        stop: StopRule(iterations: 100), threads: 2, seed: 5))
    #expect(report.requests == 100)
    #expect(server.requests.count == 100)
    #expect(server.accepted <= 8)
  }

  @Test("Requests that were due but never sent are counted")
  func unsent() async throws {
    let server = try TestServer { _ in [.pause(.milliseconds(300)), .answer()] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .open(rate: 100, maximumConnections: 1),
        stop: StopRule(duration: .milliseconds(400))))
    #expect(report.requests == server.requests.count)
    #expect(report.requests + report.generator.unsent == 40)
    #expect(report.requests > 0)
    #expect(report.generator.unsent >= 30)
    #expect(report.loadEndedEarly == true)
  }

  @Test("A ramp sends as many requests as the area under it")
  func ramp() async throws {
    let server = try TestServer { _ in [.answer()] }
    let stages = [
      Stage(duration: .milliseconds(200), from: 0, to: 1),
      Stage(duration: .milliseconds(200), level: 2),
    ]
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .open(rate: 500), stages: stages,
        stop: StopRule(duration: stages.duration)))
    #expect(report.requests + report.generator.unsent == 250)
    #expect(report.requests > 125)
  }

  @Test("Users pause between iterations")
  func thinkTime() async throws {
    let server = try TestServer { _ in [.answer()] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table,
        schedule: .closed(concurrency: 3, thinkTime: .milliseconds(50)),
        stop: StopRule(iterations: 12)))
    #expect(report.requests == 12)
    #expect(report.seconds >= 0.15)
    #expect(server.accepted == 3)
  }

  @Test("Stages change the number of users")
  func closedStages() async throws {
    let server = try TestServer { _ in [.pause(.milliseconds(5)), .answer()] }
    let stages = [
      Stage(duration: .milliseconds(300), level: 0.25),
      Stage(duration: .milliseconds(300), level: 1.5),
    ]
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .closed(concurrency: 4), stages: stages,
        stop: StopRule(duration: stages.duration)))
    #expect(report.errors == [:])
    #expect(server.accepted == 6)
    #expect(report.connectionsOpened == 6)
  }

  @Test("A load continues until the median reaches a precision, and reports it")
  func precision() async throws {
    let server = try TestServer { _ in [.pause(.milliseconds(1)), .answer()] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .closed(concurrency: 2),
        stop: StopRule(
          duration: .seconds(60), minimumIterations: 20,
          precision: StopRule.Precision(relativeWidth: 0.9))))
    let precision = try #require(report.precision)
    #expect(precision.isReached)
    #expect(precision.lower <= precision.value && precision.value <= precision.upper)
    #expect(report.seconds < 50)
    #expect(report.iterations >= 20)
  }

  @Test("A load that does not reach its precision ends with its maximum duration")
  func precisionOutOfReach() async throws {
    let server = try TestServer { _ in [.answer()] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .closed(concurrency: 1),
        stop: StopRule(
          duration: .milliseconds(250),
          precision: StopRule.Precision(percentile: 99.999, relativeWidth: 0.0001))))
    #expect(report.seconds >= 0.25)
    // Too few answers for this percentile.
    #expect(report.precision == nil)
  }

  @Test("The generator is the bottleneck by its CPU time or by its lateness")
  func bottleneck() {
    var watch = GeneratorWatch()
    #expect(!watch.wasBottleneck(medianResponse: 100))
    watch.cpuShare = 0.86
    #expect(watch.wasBottleneck(medianResponse: 100))
    watch.cpuShare = 0.5
    watch.lateness = 1500
    #expect(watch.wasBottleneck(medianResponse: 100))
    #expect(!watch.wasBottleneck(medianResponse: 100_000))
  }
}
