import HDRHistogram
import Testing

@testable import LoadGenerator

@Suite struct ReachedPrecisionTests {
  @Test(
    "A precision is reached if the interval is narrow enough",
    arguments: [(0.2, true), (0.05, false)])
  func reached(width: Double, isReached: Bool) throws {
    var histogram = LatencyHistogram()
    for value in UInt64(1)...1000 { histogram.record(value) }
    let precision = try #require(
      ReachedPrecision(StopRule.Precision(relativeWidth: width), of: histogram))
    #expect(precision.isReached == isReached)
    #expect(precision.value == 500)
    #expect((400..<500).contains(precision.lower) && (501..<600).contains(precision.upper))
  }

  @Test("Too few values have no precision")
  func tooFew() {
    var histogram = LatencyHistogram()
    histogram.record(1, count: 10)
    let goal = StopRule.Precision(percentile: 99.9, relativeWidth: 1)
    #expect(ReachedPrecision(goal, of: histogram) == nil)
  }
}
