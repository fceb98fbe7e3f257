import Statistics
import Testing

@Suite struct OrderStatisticsTests {
  @Test("Five values are too few for 95 %, six are the whole sample")
  func smallest() throws {
    #expect(medianInterval([1, 2, 3, 4, 5]) == nil)
    let interval = try #require(medianInterval([6, 2, 5, 4, 3, 1]))
    #expect(interval.lower == 1)
    #expect(interval.upper == 6)
    #expect(abs(interval.confidence - (1 - 2.0 / 64)) < 1e-12)
  }

  // Ranks from the tables of the sign test's interval (Conover, Practical Nonparametric
  // Statistics, and any binomial table).
  @Test(
    "The ranks around the median are those of the binomial tables",
    arguments: [
      (6, 1, 6, 0.96875), (9, 2, 8, 0.9609375), (10, 2, 9, 0.978515625),
      (15, 4, 12, 0.96484375), (20, 6, 15, 0.95861053466796875),
    ])
  func tables(count: Int, lower: Int, upper: Int, confidence: Double) throws {
    let ranks = try #require(QuantileRanks(share: 0.5, count: count, confidence: 0.95))
    #expect(ranks.lower == lower)
    #expect(ranks.upper == upper)
    #expect(abs(ranks.confidence - confidence) < 1e-12)
  }

  @Test("A high percentile needs many values")
  func highPercentile() throws {
    // The largest of n values is above the 99th percentile with 97.5 % when 0.99^n < 0.025.
    #expect(QuantileRanks(share: 0.99, count: 367, confidence: 0.95) == nil)
    let ranks = try #require(QuantileRanks(share: 0.99, count: 368, confidence: 0.95))
    #expect(ranks.upper == 368)
  }

  @Test("Large samples get the ranks of the normal distribution")
  func large() throws {
    let ranks = try #require(QuantileRanks(share: 0.5, count: 1_000_000, confidence: 0.95))
    #expect(abs(ranks.lower - (500_000 - 980)) <= 1)
    #expect(abs(ranks.upper - (500_000 + 981)) <= 1)
    #expect(abs(ranks.confidence - 0.95) < 1e-3)
  }

  @Test("The interval holds the median as often as it says")
  func coverage() throws {
    var random = SplitMix(state: 42)
    var held = 0
    for _ in 0..<4000 {
      let sample = (0..<11).map { _ in random.next() }
      let interval = try #require(medianInterval(sample))
      if interval.lower <= 0.25, interval.upper >= 0.25 { held += 1 }
    }
    // 11 values: ranks 2 and 10, which hold the median with 98.8 %; 4 standard errors of 4000.
    #expect(abs(Double(held) / 4000 - 0.98828) < 4 * 0.0017)
  }

  @Test("The width of an interval is told in relation to a value")
  func width() {
    let interval = ConfidenceInterval(lower: 9, upper: 11, confidence: 0.95)
    #expect(interval.relativeWidth(at: 10) == 0.2)
  }
}

/// Squares of uniform numbers, a skewed distribution with the median 0.25.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    let uniform = Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
    return uniform * uniform
  }
}
