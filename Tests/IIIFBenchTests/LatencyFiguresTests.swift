import Histogram
import IIIFBench
import LoadGenerator
import Testing

@Suite struct LatencyFiguresTests {
  @Test("Merged figures are those of all values in one histogram")
  func merging() throws {
    var whole = LatencyHistogram.latency
    var parts: [LatencyFigures] = []
    for block in 1...3 {
      var part = LatencyHistogram.latency
      for value in Array(stride(from: UInt64(100 * block), through: 400_127, by: 997 * block))
        + [400_127]
      {
        part.record(value)
        whole.record(value)
      }
      parts.append(try #require(LatencyFigures(part)))
    }
    let merged = try #require(LatencyFigures(merging: parts))
    var expected = try #require(LatencyFigures(whole))
    #expect(abs(merged.mean - expected.mean) < 1e-6 * expected.mean)
    expected.mean = merged.mean
    #expect(merged == expected)
  }

  @Test("Merging nothing gives nothing, merging one gives it back")
  func fewParts() throws {
    #expect(LatencyFigures(merging: []) == nil)
    var histogram = LatencyHistogram.latency
    histogram.record(1234)
    let figures = try #require(LatencyFigures(histogram))
    #expect(LatencyFigures(merging: [figures]) == figures)
  }
}
