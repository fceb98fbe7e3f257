import Foundation
import HDRHistogram
import LoadGenerator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct ConnectionOptionsTests {
  private let table = RequestTable([LoadRequest(target: "/a.jpg"), LoadRequest(target: "/b.json")])
  private static let files = ["a.jpg": [UInt8](repeating: 7, count: 3000), "b.json": [1, 2]]

  @Test("Each request can have a new connection", arguments: TransportChoice.allCases)
  func perRequest(transport: TransportChoice) async throws {
    let server = try TestServer { _ in [.answer()] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, schedule: .closed(concurrency: 2),
        stop: StopRule(iterations: 20), connections: ConnectionOptions(requestsPerConnection: 1)),
      over: transport)
    #expect(report.requests == 20)
    #expect(server.accepted == 20)
    #expect(report.connectionsOpened == 20)
    #expect(report.phases[.connect]?.count == 20)
    #expect(server.requests.count == 20)
  }

  @Test("Connections close after their limit of requests")
  func limit() async throws {
    let server = try TestServer { _ in [.answer()] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, stop: StopRule(iterations: 20),
        connections: ConnectionOptions(requestsPerConnection: 7)))
    #expect(report.requests == 20)
    #expect(server.accepted == 3)
    #expect(server.requests.map(\.number).max() == 6)
  }

  @Test("Redirects are followed and counted if allowed")
  func redirects() async throws {
    let server = try TestServer { request in
      request.target == "/end" ? [.answer()] : [.answer("302 Found", headers: ["Location: /end"])]
    }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, stop: StopRule(iterations: 4),
        connections: ConnectionOptions(maximumRedirects: 1)))
    #expect(report.requests == 4)
    #expect(report.redirects == 4)
    #expect(report.transport == "libcurl")
    #expect(server.requests.map(\.target).filter { $0 == "/end" }.count == 4)
  }

  @Test("A redirect to another scheme is not followed")
  func foreignRedirect() async throws {
    let server = try TestServer { _ in
      [.answer("302 Found", headers: ["Location: ftp://127.0.0.1/x"])]
    }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: table, stop: StopRule(iterations: 4),
        connections: ConnectionOptions(maximumRedirects: 1)))
    #expect(report.errors == ["malformed": 4])
  }

  @Test(
    "TLS is measured, with a certificate that a file trusts", .enabled(if: Nginx.isInstalled))
  func tls() async throws {
    let nginx = try Nginx(listen: "PORT ssl", files: Self.files)
    for transport in TransportChoice.allCases {
      let report = try await run(
        LoadPlan(
          origin: "https://localhost:\(nginx.port)", requests: table,
          schedule: .closed(concurrency: 3), stop: StopRule(iterations: 60),
          connections: ConnectionOptions(certificateAuthorityFile: nginx.certificate.path)),
        over: transport)
      #expect(report.requests == 60)
      #expect(report.errors == [:])
      #expect(report.bytes == 30 * 3002)
      #expect(report.connectionsOpened == 3)
      #expect(report.phases[.tls]?.count == 3)
    }
  }

  @Test(
    "Large answers are complete over TLS, on new connections, too",
    .enabled(if: Nginx.isInstalled))
  func largeOverTLS() async throws {
    let body = (0..<500_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let nginx = try Nginx(listen: "PORT ssl", files: ["large.jpg": body])
    let report = try await run(
      LoadPlan(
        origin: "https://127.0.0.1:\(nginx.port)",
        requests: RequestTable([LoadRequest(target: "/large.jpg")]),
        schedule: .closed(concurrency: 4), stop: StopRule(iterations: 40),
        connections: ConnectionOptions(
          requestsPerConnection: 3, certificateAuthorityFile: nginx.certificate.path)),
      expectedBytes: body.count)
    #expect(report.requests == 40)
    #expect(report.errors == [:])
  }

  @Test(
    "An untrusted certificate is a failure of TLS unless verification is off",
    .enabled(if: Nginx.isInstalled))
  func badCertificate() async throws {
    let nginx = try Nginx(listen: "PORT ssl", files: Self.files)
    for transport in TransportChoice.allCases {
      var plan = LoadPlan(
        origin: "https://127.0.0.1:\(nginx.port)", requests: table, stop: StopRule(iterations: 2))
      #expect(try await run(plan, over: transport).errors == ["tls-failure": 2])
      plan.connections.verifiesCertificate = false
      #expect(try await run(plan, over: transport).requests == 2)
    }
  }

  @Test("Single requests follow the same settings of certificates", .enabled(if: Nginx.isInstalled))
  func settings() async throws {
    let nginx = try Nginx(listen: "PORT ssl", files: Self.files)
    let origin = "https://127.0.0.1:\(nginx.port)"
    let error = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient().fetch(origin + "/")
    }
    #expect(error?.fault == .tlsFailure)
    #expect(await ConnectTimer(origin: origin).measure(attempts: 1) == nil)
    var settings = ConnectionSettings()
    settings.verifiesCertificate = false
    try await ConnectionSettings.$current.withValue(settings) {
      let answer = try await HTTPClient().fetch(origin + "/")
      #expect(answer.status > 0)
      #expect(await ConnectTimer(origin: origin).measure(attempts: 1) != nil)
    }
  }

  @Test("Every request of a load sends user and password", arguments: TransportChoice.allCases)
  func credentials(transport: TransportChoice) async throws {
    let server = try TestServer { _ in [.answer()] }
    let report = try await run(
      LoadPlan(
        origin: server.origin, requests: RequestTable([LoadRequest(target: "/")]),
        stop: StopRule(iterations: 3), credentials: Credentials(user: "u", password: "p@ss")),
      over: transport)
    #expect(report.requests == 3)
    #expect(
      server.requests.map { $0.value(ofField: "Authorization") }
        == Array(repeating: "Basic dTpwQHNz", count: 3))
  }

  @Test(
    "A body above the maximum of its request is a failure, whose connection is closed",
    arguments: TransportChoice.allCases)
  func endlessBody(transport: TransportChoice) async throws {
    let server = try TestServer { _ in
      [.text("HTTP/1.1 200 OK\r\n\r\n")]
        + Array(repeating: .send([UInt8](repeating: 0, count: 10_000)), count: 100)
    }
    let report = try await run(
      LoadPlan(
        origin: server.origin,
        requests: RequestTable([LoadRequest(target: "/", maximumBodyBytes: 50_000)]),
        stop: StopRule(iterations: 2)), over: transport)
    #expect(report.errors == ["too-large": 2])
    try await wait { server.openConnections == 0 }
  }

  @Test("HTTP/2 carries many requests on few connections", .enabled(if: Nginx.isInstalled))
  func http2() async throws {
    let nginx = try Nginx(listen: "PORT ssl http2", files: Self.files)
    let report = try await run(
      LoadPlan(
        origin: "https://127.0.0.1:\(nginx.port)", requests: table,
        schedule: .closed(concurrency: 20), stop: StopRule(iterations: 200),
        connections: ConnectionOptions(
          version: .http2, streamsPerConnection: 10, verifiesCertificate: false)))
    #expect(report.requests == 200)
    #expect(report.errors == [:])
    #expect(report.connectionsOpened <= 2)
    #expect(report.transport == "libcurl, HTTP/2")
  }

  @Test("HTTP/2 without TLS starts with the first byte", .enabled(if: Nginx.isInstalled))
  func http2PriorKnowledge() async throws {
    let nginx = try Nginx(listen: "PORT http2", files: Self.files)
    let report = try await run(
      LoadPlan(
        origin: "http://127.0.0.1:\(nginx.port)", requests: table,
        schedule: .closed(concurrency: 5), stop: StopRule(iterations: 50),
        connections: ConnectionOptions(version: .http2PriorKnowledge)))
    #expect(report.requests == 50)
    #expect(report.errors == [:])
    #expect(report.connectionsOpened == 1)
    #expect(report.transport == "libcurl, HTTP/2")
  }

  @Test("The server can listen at a Unix socket", .enabled(if: Nginx.isInstalled))
  func unixSocket() async throws {
    let nginx = try Nginx(listen: "SOCKET", files: Self.files)
    let origin = "http+unix://" + nginx.unixSocket.path.replacing("/", with: "%2F")
    for transport in TransportChoice.allCases {
      let report = try await run(
        LoadPlan(origin: origin, requests: table, stop: StopRule(iterations: 10)),
        over: transport)
      #expect(report.requests == 10)
      #expect(report.errors == [:])
    }
    let response = try await HTTPClient().fetch(origin + "/b.json")
    #expect(response.body == [1, 2])
    #expect(response.finalURL == origin + "/b.json")
    #expect(await ConnectTimer(origin: origin).measure(attempts: 2)?.connections == 2)
  }

  @Test("A Unix socket that does not exist is named", .timeLimit(.minutes(5)))
  func missingSocket() async throws {
    let origin = "http+unix://%2Fno%2Fsuch%20socket"
    let report = try await run(
      LoadPlan(origin: origin, requests: table, stop: StopRule(iterations: 2)))
    #expect(report.errors.values.reduce(0, +) == 2)
    let error = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient().fetch(origin + "/")
    }
    #expect(error?.address == "/no/such socket")
  }

  @Test("A limit that libcurl does not support is an error before the start")
  func contradiction() async throws {
    let plan = LoadPlan(
      origin: "http://127.0.0.1", requests: table,
      connections: ConnectionOptions(requestsPerConnection: 5, maximumRedirects: 1))
    let error = await #expect(throws: LoadError.self) { try await run(plan) }
    #expect(
      error?.description == """
        invalid load: a limit of 5 requests per connection does not work with HTTP/2, redirects or \
        libcurl; use 1 or no limit
        """)
  }
}
