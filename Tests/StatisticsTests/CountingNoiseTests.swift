import Foundation
import Statistics
import Testing

@Suite struct CountingNoiseTests {
  @Test("Blocks that agree by chance get an interval as wide as their few answers require")
  func fewAnswers() throws {
    // 10 answers against 5, and 21 against 10.5.
    let ratios = [0: log(2.0), 1: log(2.0)]
    for counting in [CountingNoise.fractional, .whole] {
      let cell = try #require(
        PairedCell(logRatios: ratios, completions: (15.5, 7.75), counting: counting))
      let comparison = try #require(
        ComparisonFamily(pairs: [[cell]]).comparisons.first?.first)
      let floor = counting.variance(completions: 15.5) + counting.variance(completions: 7.75)
      #expect(isNear(comparison.estimate.variance, floor))
      #expect(comparison.interval.upperBound > 2.5)
    }
  }

  @Test("The lower bound applies to a pool without scatter")
  func noScatter() throws {
    let cells = try (0..<8).map { _ in
      try #require(PairedCell(logRatios: [0: log(2.0), 1: log(2.0)], completions: (20, 10)))
    }
    let family = ComparisonFamily(pairs: [cells])
    for comparison in family.comparisons.joined() {
      #expect(isNear(comparison.estimate.variance, 0.01 / 20 + 0.01 / 10))
    }
  }

  @Test("Whole requests are noisier than fractional ones; many requests have little noise")
  func variances() {
    #expect(isNear(CountingNoise.fractional.variance(completions: 4), 0.0025))
    #expect(isNear(CountingNoise.whole.variance(completions: 4), 0.0025 + 1.0 / 192))
    #expect(CountingNoise.whole.variance(completions: 4000).squareRoot() < 0.002)
  }
}
