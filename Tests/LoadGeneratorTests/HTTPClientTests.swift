import LoadGenerator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct HTTPClientTests {
  @Test("A fetch returns status, header fields, the whole body and the URL that answered")
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

  @Test("Redirects are followed up to a limit, and are answers if the limit is 0")
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

  @Test("Errors state the cause and the address")
  func errors() async throws {
    let origin = try TestServer.unusedOrigin()
    let address = origin.dropFirst("http://".count)
    let refused = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient().fetch(origin + "/x")
    }
    #expect(refused?.description == "\(origin)/x: nothing listens at \(address)")
    let silent = try TestServer { _ in [.silence] }
    let late = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient().fetch(silent.origin, timeout: .milliseconds(50))
    }
    #expect(
      late?.description
        == "\(silent.origin): 127.0.0.1:\(silent.port) did not begin to answer in time")
    let large = try TestServer { _ in [.answer(body: [1, 2, 3, 4])] }
    let tooLarge = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient(maximumBodyBytes: 3).fetch(large.origin)
    }
    #expect(
      tooLarge?.description
        == "\(large.origin): the answer of 127.0.0.1:\(large.port) is too large (over 3 bytes)")
  }

  @Test(
    "Only http and https are fetched", arguments: ["file:///etc/passwd", "/x", ""])
  func scheme(url: String) async throws {
    let error = await #expect(throws: HTTPClientError.self) { try await HTTPClient().fetch(url) }
    #expect(
      error?.description
        == "\(url): the transfer from \(url) failed (only http and https are fetched)")
  }

  @Test(
    "A redirect to another scheme is not followed", arguments: ["ftp", "file", "gopher", "x-y"])
  func foreignRedirect(scheme: String) async throws {
    let server = try TestServer { _ in
      [.answer("302 Found", headers: ["Location: \(scheme)://127.0.0.1/x"])]
    }
    let error = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient().fetch(server.origin, maximumRedirects: 3)
    }
    #expect(error?.fault == .malformed)
    #expect(error?.detail == "it redirects to neither http nor https")
    let answer = try await HTTPClient().fetch(server.origin)
    #expect(answer.status == 302)
  }

  @Test(
    "A header section over the limit is too large, in one line or in many",
    arguments: [
      "X-Long: \(String(repeating: "a", count: 1 << 20))\r\n",
      String(repeating: "X-Many: abcdef\r\n", count: 10_000),
    ])
  func headerSection(fields: String) async throws {
    let server = try TestServer { _ in [.text("HTTP/1.1 200 OK\r\n\(fields)\r\n"), .close] }
    let error = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient().fetch(server.origin)
    }
    #expect(error?.fault == .tooLarge)
    #expect(error?.detail == "its header section has over 65536 bytes")
  }

  @Test("An answer that is not HTTP is malformed")
  func garbage() async throws {
    let server = try TestServer { _ in [.text("SSH-2.0-OpenSSH_9.2\r\n\r\n"), .close] }
    let error = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient().fetch(server.origin)
    }
    #expect(
      error?.description == "\(server.origin): the answer of 127.0.0.1:\(server.port) is not valid "
        + "HTTP (it is not HTTP)")
  }

  @Test("A cancelled fetch ends")
  func cancellation() async throws {
    let server = try TestServer { _ in [.silence] }
    let task = Task { try await HTTPClient().fetch(server.origin, timeout: .seconds(600)) }
    try await wait { !server.requests.isEmpty }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("The version of libcurl is known")
  func version() { #expect(LibcurlVersion.text.hasPrefix("libcurl/")) }
}
