import LoadGenerator
import TestSupport
import Testing

@Suite("The time to connect", .timeLimit(.minutes(5)))
struct ConnectTimerTests {
  @Test("Every attempt opens a connection and sends nothing")
  func connections() async throws {
    let server = try TestServer { _ in [] }
    let time = try #require(await ConnectTimer(origin: server.origin).measure(attempts: 5))
    #expect(time.attempts == 5)
    #expect(time.connections == 5)
    #expect(time.median > 0)
    #expect(server.requests.isEmpty)
  }

  @Test("There are no figures if no attempt succeeds")
  func nobody() async throws {
    let origin = try TestServer.unusedOrigin()
    #expect(await ConnectTimer(origin: origin).measure(attempts: 3) == nil)
  }

  @Test("Median and standard deviation are those of the successful attempts")
  func figures() throws {
    let time = try #require(ConnectTime(microseconds: [20, 50, 30, 40, 60], attempts: 6))
    #expect(time.median == 40)
    #expect(abs(time.deviation - 250.0.squareRoot()) < 1e-9)
    #expect(time.connections == 5)
    #expect(ConnectTime(microseconds: [7], attempts: 1)?.deviation == 0)
  }
}
