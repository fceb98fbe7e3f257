import IIIFBench
import Testing

@testable import Measuring

@Suite("Warming up until the throughput is steady")
struct SteadyWarmUpTests {
  /// Slices with the throughput of a function of the time, until the warm-up ends.
  private func warmedUp(
    users: Int = 1, fails: Bool = false, _ throughput: (Seconds) -> Double
  ) throws -> SteadyWarmUp {
    var warmUp = try #require(SteadyWarmUp(load: .concurrency(users)))
    while let length = warmUp.nextSlice {
      warmUp.take(throughput: throughput(warmUp.seconds), seconds: length, fails: fails)
    }
    return warmUp
  }

  @Test("A constant throughput is steady after eight slices")
  func constant() throws {
    let warmUp = try warmedUp { _ in 100 }
    #expect(warmUp.isSteady && warmUp.remark == nil)
    #expect(warmUp.seconds == 2)
  }

  @Test("A server that becomes faster for ten seconds is warmed up longer than that")
  func curve() throws {
    let warmUp = try warmedUp { 100 * min(1, 0.2 + $0 / 12.5) }
    #expect(warmUp.isSteady)
    #expect((10.0...14).contains(warmUp.seconds))
  }

  @Test("A server that goes on becoming faster is not steady, which a remark says")
  func rising() throws {
    let warmUp = try warmedUp { 10 + $0 * 20 }
    #expect(!warmUp.isSteady)
    #expect(warmUp.remark == "Not steady after 30 s of warm-up.")
  }

  @Test("A load whose requests all fail is not warmed up any longer")
  func failures() throws {
    let warmUp = try warmedUp(fails: true) { _ in 0 }
    #expect(warmUp.seconds == 0.25)
    #expect(warmUp.remark == nil)
  }

  @Test("A slice is long enough for two answers to each user")
  func length() throws {
    var warmUp = try #require(SteadyWarmUp(load: .concurrency(10)))
    #expect(warmUp.nextSlice == 0.25)
    warmUp.take(throughput: 10, seconds: 0.25, fails: false)
    #expect(warmUp.nextSlice == 2)
    warmUp.take(throughput: 0.1, seconds: 2, fails: false)
    #expect(warmUp.nextSlice == 27.75)
  }

  @Test("A replay is not warmed up, since its requests come once each")
  func replay() {
    #expect(SteadyWarmUp(load: .replaySpeed(2))?.users == nil)
  }
}
