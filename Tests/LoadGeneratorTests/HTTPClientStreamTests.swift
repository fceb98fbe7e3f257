import LoadGenerator
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct HTTPClientStreamTests {
  private struct Full: Error {}

  @Test("A stream passes on the body in order, with the answer's head, but no redirect's body")
  func parts() async throws {
    let body = [UInt8]((0..<300_000).map { UInt8($0 % 251) })
    let server = try TestServer { request in
      request.target == "/old"
        ? [.answer("302 Found", headers: ["Location: /new"], body: [1, 2, 3])]
        : [.answer("206 Partial Content", headers: ["X-A: b"], body: body)]
    }
    let parts = Mutex<[ResponsePart]>([])
    let response = try await HTTPClient().stream(server.origin + "/old", maximumRedirects: 1) {
      part in parts.withLock { $0.append(part) }
    }
    #expect(response.status == 206)
    #expect(response.body.isEmpty)
    let received = parts.withLock { $0 }
    #expect(received.flatMap(\.bytes) == body)
    #expect(received.allSatisfy { $0.status == 206 && $0.value(ofField: "x-a") == "b" })
  }

  @Test("The parts before a connection breaks are passed on")
  func cut() async throws {
    let server = try TestServer { _ in
      [.text("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"), .close]
    }
    let bytes = Mutex<[UInt8]>([])
    let error = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient().stream(server.origin) { part in
        bytes.withLock { $0 += part.bytes }
      }
    }
    #expect(error?.fault == .truncated)
    #expect(bytes.withLock { $0 } == Array("12345".utf8))
  }

  @Test("An error of the receiver ends the transfer and is rethrown")
  func refused() async throws {
    let server = try TestServer { _ in [.answer(body: [1, 2, 3])] }
    await #expect(throws: Full.self) {
      try await HTTPClient().stream(server.origin) { _ in throw Full() }
    }
  }
}
