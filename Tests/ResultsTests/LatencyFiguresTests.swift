@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Results
@testable import Support
import Foundation
import Testing

@Suite struct LatencyFiguresTests {
  @Test("Merged figures are those of all values in one histogram")
  func merging() throws {
    var whole = LatencyHistogram()
    var parts: [LatencyFigures] = []
    for block in 1...3 {
      var part = LatencyHistogram()
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

  @Test("Merging nothing gives nil, merging one distribution returns it")
  func fewParts() throws {
    #expect(LatencyFigures(merging: []) == nil)
    var histogram = LatencyHistogram()
    histogram.record(1234)
    let figures = try #require(LatencyFigures(histogram))
    #expect(LatencyFigures(merging: [figures]) == figures)
  }

  @Test("The histogram is restored from the figures of a written result")
  func restoring() throws {
    let text = """
      {"count": 7, "p50": 2049, "p90": 600309759, "p95": 600309759, "p99": 600309759,
       "p999": 600309759, "max": 600309759, "mean": 171460495.57142857,
       "histogram": [[900, 3], [2049, 1], [123519, 1], [600309759, 2]]}
      """
    let figures = try JSONDecoder().decode(LatencyFigures.self, from: Data(text.utf8))
    var histogram = LatencyHistogram()
    for value: UInt64 in [900, 900, 900, 2048, 123_500, 600_000_000, 600_000_000] {
      histogram.record(value)
    }
    #expect(figures.latencyHistogram == histogram)
    #expect(LatencyFigures(figures.latencyHistogram) == figures)
  }
}
