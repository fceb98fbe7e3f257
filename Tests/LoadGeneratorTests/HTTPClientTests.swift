import LoadGenerator
import TestSupport
import Testing

@Suite struct HTTPClientTests {
  @Test("A fetch gives status, header fields, the whole body and the URL that answered")
  func answer() async throws {
    let body = [UInt8]((0..<200_000).map { UInt8($0 % 251) })
    let server = try TestServer { _ in [.answer("404 Not Found", headers: ["X-A:  b "], body: body)]
    }
    let response = try await HTTPClient().fetch(
      server.origin + "/a?b", headers: [HeaderField(name: "Accept", value: "x/y")])
    #expect(response.status == 404)
    #expect(response.value(ofField: "x-a") == "b")
    #expect(response.headers.count == 2)
    #expect(response.body == body)
    #expect(response.finalURL == server.origin + "/a?b")
    #expect(server.requests[0].value(ofField: "accept") == "x/y")
    #expect(server.requests[0].target == "/a?b")
  }

  @Test("Redirects are followed as often as allowed, and are an answer like others otherwise")
  func redirects() async throws {
    let server = try TestServer { request in
      let next = (Int(request.target.dropFirst()) ?? 0) + 1
      return next > 3
        ? [.answer(body: [7])]
        : [.answer("303 See Other", headers: ["Location: /\(next)"], body: [1, 2])]
    }
    let client = HTTPClient()
    let first = try await client.fetch(server.origin + "/1")
    #expect(first.status == 303)
    #expect(first.value(ofField: "location") == "/2")
    let last = try await client.fetch(server.origin + "/1", maximumRedirects: 2)
    #expect(
      last
        == HTTPResponse(
          status: 200, headers: [HeaderField(name: "Content-Length", value: "1")], body: [7],
          finalURL: server.origin + "/3"))
    let error = await #expect(throws: HTTPClientError.self) {
      try await client.fetch(server.origin + "/1", maximumRedirects: 1)
    }
    #expect(error?.fault == .tooManyRedirects)
  }

  @Test("Errors say with whom what went wrong")
  func errors() async throws {
    let origin = try TestServer.unusedOrigin()
    let address = origin.dropFirst("http://".count)
    let refused = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient().fetch(origin + "/x")
    }
    #expect(
      refused?.description
        == "\(origin)/x: nobody listens at \(address) (Couldn't connect to server)")
    let silent = try TestServer { _ in [.silence] }
    let late = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient().fetch(silent.origin, timeout: .milliseconds(50))
    }
    #expect(
      late?.description == "\(silent.origin): 127.0.0.1:\(silent.port) did not begin to answer "
        + "in time (Timeout was reached)")
    let scheme = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient().fetch("file:///etc/passwd")
    }
    #expect(scheme?.fault == .transport)
    let large = try TestServer { _ in [.answer(body: [1, 2, 3, 4])] }
    let tooLarge = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient(maximumBodyBytes: 3).fetch(large.origin)
    }
    #expect(tooLarge?.fault == .tooLarge)
  }

  @Test("A cancelled fetch ends")
  func cancellation() async throws {
    let server = try TestServer { _ in [.silence] }
    let task = Task { try await HTTPClient().fetch(server.origin, timeout: .seconds(600)) }
    while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("The version of libcurl is told")
  func version() { #expect(LibcurlVersion.text.hasPrefix("libcurl/")) }
}
