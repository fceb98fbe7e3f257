import HDRHistogram
import Testing

@testable import LoadGenerator

@Suite struct InterimTimesTests {
  @Test("Each update has the figures of the window and the median since the last update")
  func updates() {
    var times = LatencyHistogram()
    var interim = InterimTimes()
    #expect(interim.p50 == nil && interim.p99 == nil && interim.recent == nil)
    for value in UInt64(1)...101 { times.record(value) }
    interim.update(times)
    #expect(interim.p50 == 51)
    #expect(interim.p99 == 100)
    #expect(interim.recent == 51)
    for value in UInt64(1001)...1003 { times.record(value) }
    times.record(5, count: 1)
    interim.update(times)
    #expect(interim.p50 == 52)
    #expect(interim.p99 == 1002)
    #expect(interim.recent == 1001)
    interim.update(times)
    #expect(interim.p50 == 52)
    #expect(interim.recent == nil)
  }
}
