@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
import TestSupport
import Foundation
import Testing

@Suite("Starts that cannot work")
struct SteadyRefusalTests {
  @Test("The same refusal is steady after a time, another answer begins anew")
  func steady() {
    var refusal = SteadyRefusal(patience: .seconds(3))
    let start = ContinuousClock.now
    #expect(refusal.take(.status(404), at: start) == nil)
    #expect(refusal.take(.status(404), at: start + .seconds(2)) == nil)
    #expect(refusal.take(.status(500), at: start + .seconds(3)) == nil)
    #expect(refusal.take(nil, at: start + .seconds(5)) == nil)
    #expect(refusal.take(.status(500), at: start + .seconds(6)) == nil)
    #expect(refusal.take(.status(500), at: start + .seconds(9)) == .status(500))
  }

  @Test("A server that is still starting does not refuse", arguments: [200, 301, 502, 503])
  func starting(status: Int) {
    #expect(SteadyRefusal.Reason(status: status) == nil)
    for fault in [Fault.refused, .reset, .connectTimeout, .firstByteTimeout] {
      #expect(SteadyRefusal.Reason(fault: fault) == nil)
    }
  }

  @Test("What waiting cannot help ends the wait with advice", .timeLimit(.minutes(5)))
  func hopeless() async throws {
    let page = try TestServer { _ in
      [.answer(headers: ["Content-Type: text/html"], body: Array("<p>".utf8))]
    }
    let denied = try TestServer { _ in [.answer("403 Forbidden")] }
    let cases = [
      (page.origin, "it is no image server, or 'prefix' of 'api' leads elsewhere"),
      (
        denied.origin,
        "it denies access: give user and password as --url NAME=http://USER:PASSWORD@HOST, or a "
          + "token with --header 'NAME.Authorization: …' or 'headers' of its descriptor"
      ),
      ("http://no-such-host.invalid", "check the host name in its address"),
    ]
    for (origin, advice) in cases {
      let error = await #expect(throws: LaunchError.self) {
        try await Readiness(
          probes: [.init(url: origin + "/a", mediaType: "image/")], refusalPatience: .zero
        ).wait(for: ExternalServer(origin: origin), named: "sample", limit: 240)
      }
      guard case .refused("sample", _, advice, nil) = error else {
        Issue.record("it is \(String(describing: error))")
        return
      }
    }
  }

  @Test("A user and a password are sent with the first requests")
  func credentials() async throws {
    let server = try TestServer { request in
      request.value(ofField: "Authorization") == "Basic dTpwQHNz"
        ? [.answer(body: [1])] : [.answer("401 Unauthorized")]
    }
    var settings = ConnectionSettings()
    settings.credentials = [server.origin: Credentials(user: "u", password: "p@ss")]
    try await ConnectionSettings.$current.withValue(settings) {
      try await Readiness(
        probes: [.init(url: server.origin + "/a")], refusalPatience: .zero
      ).wait(for: ExternalServer(origin: server.origin), named: "sample", limit: 240)
    }
  }

  @Test("A server that does not find the picture is given up with advice", .timeLimit(.minutes(5)))
  func missing() async throws {
    let bench = try LauncherBench()
    let error = await #expect(throws: LaunchError.self) {
      try await bench.with(.fileServer()) { server in
        try await Readiness(
          probes: [.init(url: server.origin + "/no.txt", picture: "no")], refusalPatience: .zero
        ).wait(for: server, named: "sample", limit: 240)
      }
    }
    guard case .refused("sample", let answer, let advice, _) = error else {
      Issue.record("it is \(String(describing: error))")
      return
    }
    #expect(answer.hasSuffix("/no.txt answered 404"))
    #expect(advice == SteadyRefusal.Reason.status(404).advice(isExternal: false))
  }

  @Test("Services of the IIIF Authorization API are named", .timeLimit(.minutes(5)))
  func authorization() async throws {
    let web = try TestServer { request in
      guard request.target == "/a/info.json" else { return [.answer("401 Unauthorized")] }
      let json = """
        {"id": "http://h/a", "service": [{"id": "https://h/probe", "type": "AuthProbeService2",
         "service": [{"id": "https://h/login", "type": "AuthAccessService2"}]}]}
        """
      return [
        .answer(headers: ["Content-Type: application/json"], body: Array(json.utf8))
      ]
    }
    let server = ExternalServer(origin: web.origin)
    let error = await #expect(throws: LaunchError.self) {
      try await Readiness(
        probes: ["info.json", "full/max/0/default.jpg"].map { .init(url: web.origin + "/a/" + $0) },
        refusalPatience: .zero
      ).wait(for: server, named: "sample", limit: 240)
    }
    #expect(
      error?.description.contains(
        "its information names the AuthProbeService2 https://h/probe of the IIIF Authorization API")
        == true)
  }

  @Test("A client's header fields are sent with every probe", .timeLimit(.minutes(5)))
  func headers() async throws {
    let web = try TestServer { request in
      [
        request.value(ofField: "Authorization") == "Bearer t"
          ? .answer(body: [1]) : .answer("401 Unauthorized")
      ]
    }
    let connection = ServerConnection(headers: [
      HeaderField(name: "Authorization", value: "Bearer t")
    ])
    try await Readiness(
      probes: [.init(url: web.origin + "/a/info.json")], refusalPatience: .zero,
      client: connection.client
    ).wait(for: ExternalServer(origin: web.origin), named: "sample", limit: 240)
    #expect(web.requests.count == 1)
  }

  @Test("A server that serves another picture cannot serve the name", .timeLimit(.minutes(5)))
  func name() async throws {
    let bench = try LauncherBench()
    let error = await #expect(throws: LaunchError.self) {
      try await bench.with(.fileServer()) { server in
        try await Readiness(
          probes: [.init(url: server.origin + "/no.txt", picture: "a#b")],
          alternatives: [.init(url: server.origin + "/picture.txt", picture: "picture")],
          refusalPatience: .zero
        ).wait(for: server, named: "sample", limit: 240)
      }
    }
    #expect(
      error?.description.contains(
        "it serves 'picture', so it cannot serve the name 'a#b': rename the picture, or add its "
          + "characters to 'refuses' of 'identifier'") == true)
  }
}
