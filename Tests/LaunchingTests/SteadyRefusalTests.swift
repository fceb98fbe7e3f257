@testable import IIIFBench
@testable import Launching
import TestSupport
import Foundation
import Testing

@Suite("Starts that cannot work")
struct SteadyRefusalTests {
  @Test("The same refusal is steady after a time, another answer begins anew")
  func steady() {
    var refusal = SteadyRefusal(patience: .seconds(3))
    let start = ContinuousClock.now
    #expect(refusal.take(404, at: start) == nil)
    #expect(refusal.take(404, at: start + .seconds(2)) == nil)
    #expect(refusal.take(500, at: start + .seconds(3)) == nil)
    #expect(refusal.take(nil, at: start + .seconds(5)) == nil)
    #expect(refusal.take(500, at: start + .seconds(6)) == nil)
    #expect(refusal.take(500, at: start + .seconds(9)) == 500)
  }

  @Test("A server that is still starting does not refuse", arguments: [200, 301, 502, 503])
  func starting(status: Int) {
    var refusal = SteadyRefusal(patience: .zero)
    #expect(refusal.take(status, at: .now) == nil)
  }

  @Test("A server that does not find the picture is given up with advice", .timeLimit(.minutes(1)))
  func missing() async throws {
    let bench = try LauncherBench()
    let error = await #expect(throws: LaunchError.self) {
      try await bench.with(.fileServer()) { server in
        try await Readiness(
          probes: [.init(url: server.origin + "/no.txt", picture: "no")], refusalPatience: .zero
        ).wait(for: server, named: "sample", limit: 30)
      }
    }
    guard case .refused("sample", let answer, let advice, _) = error else {
      Issue.record("it is \(String(describing: error))")
      return
    }
    #expect(answer.hasSuffix("/no.txt answered 404"))
    #expect(advice == SteadyRefusal.advice(for: 404))
  }

  @Test("A server that serves another picture cannot serve the name", .timeLimit(.minutes(1)))
  func name() async throws {
    let bench = try LauncherBench()
    let error = await #expect(throws: LaunchError.self) {
      try await bench.with(.fileServer()) { server in
        try await Readiness(
          probes: [.init(url: server.origin + "/no.txt", picture: "a#b")],
          alternatives: [.init(url: server.origin + "/picture.txt", picture: "picture")],
          refusalPatience: .zero
        ).wait(for: server, named: "sample", limit: 30)
      }
    }
    #expect(
      error?.description.contains(
        "it serves 'picture', so it cannot serve the name 'a#b': rename the picture, or add its "
          + "characters to 'refuses' of 'identifier'") == true)
  }
}
