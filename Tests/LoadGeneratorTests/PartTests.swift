import HDRHistogram
import LoadGenerator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct PartTests {
  @Test("A part's time runs from its first step to the last answer of its last step")
  func times() async throws {
    let server = try TestServer { request in
      request.target == "/slow" ? [.pause(.milliseconds(60)), .answer()] : [.answer()]
    }
    var table = RequestTable()
    let (slow, quick) = (LoadRequest(target: "/slow"), LoadRequest(target: "/quick"))
    table.append(
      iteration: [[slow], [slow, quick], [], [quick], [quick], [slow]],
      parts: [
        ("first", false), ("first", true), nil,
        ("later", false), ("later", false),
      ])
    let report = try await run(
      LoadPlan(origin: server.origin, requests: table, stop: StopRule(iterations: 3)))
    #expect(report.parts.map(\.name) == ["first", "later"])
    #expect(report.parts.map(\.responseTime.count) == [9, 6])
    #expect(report.parts.map(\.time.count) == [3, 6])
    #expect(report.parts[0].time.min >= 120_000)
  }

  @Test("A part with an invalid answer has no time, but its valid answers have response times")
  func wrongAnswer() async throws {
    let server = try TestServer { request in
      request.target == "/wrong" ? [.answer("404 Not Found")] : [.answer()]
    }
    var table = RequestTable()
    table.append(
      iteration: [[LoadRequest(target: "/right"), LoadRequest(target: "/wrong")]],
      parts: [("view", false)])
    table.append(
      iteration: [[LoadRequest(target: "/right")]], parts: [("view", false)])
    let report = try await run(
      LoadPlan(origin: server.origin, requests: table, stop: StopRule(iterations: 4), threads: 2))
    #expect(report.parts.map(\.responseTime.count) == [4])
    #expect(report.parts.map(\.time.count) == [2])
  }

  @Test("All recorded arrivals are sent at their times")
  func recorded() async throws {
    let server = try TestServer { _ in [.answer()] }
    let times = [0, 5, 5, 40, 41].map { Duration.milliseconds($0) }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: RequestTable([LoadRequest(target: "/")]),
        schedule: .recorded(Timetable(offsets: times)), stop: StopRule(iterations: 12)))
    #expect(report.requests == 12)
    // Two rounds of 41 ms and their mean gap, and 5 ms of the third.
    #expect(report.seconds >= 0.1)
  }
}
