import HDRHistogram
import Testing

@testable import LoadGenerator

@Suite struct InterimTimesTests {
  @Test("Every look has the figures of the whole window and the median of what has come since")
  func looks() {
    var times = LatencyHistogram()
    var interim = InterimTimes()
    #expect(interim.p50 == nil && interim.p99 == nil && interim.recent == nil)
    for value in UInt64(1)...101 { times.record(value) }
    interim.take(times)
    #expect(interim.p50 == 51)
    #expect(interim.p99 == 100)
    #expect(interim.recent == 51)
    for value in UInt64(1001)...1003 { times.record(value) }
    times.record(5, count: 1)
    interim.take(times)
    #expect(interim.p50 == 52)
    #expect(interim.p99 == 1002)
    #expect(interim.recent == 1001)
    interim.take(times)
    #expect(interim.p50 == 52)
    #expect(interim.recent == nil)
  }
}
