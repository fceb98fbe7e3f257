import Statistics
import Testing

@Suite struct QuantileRanksTests {
  @Test("Five values are too few for 95 %; six need the whole sample")
  func smallest() throws {
    #expect(QuantileRanks(share: 0.5, count: 5, confidence: 0.95) == nil)
    let ranks = try #require(QuantileRanks(share: 0.5, count: 6, confidence: 0.95))
    #expect(ranks.lower == 1)
    #expect(ranks.upper == 6)
    #expect(abs(ranks.confidence - (1 - 2.0 / 64)) < 1e-12)
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

  @Test("The interval has the stated coverage")
  func coverage() throws {
    let ranks = try #require(QuantileRanks(share: 0.5, count: 11, confidence: 0.95))
    var random = SeededRandom(state: 42)
    var held = 0
    for _ in 0..<4000 {
      let sample = (0..<11).map { _ in random.uniform() }.sorted()
      if sample[ranks.lower - 1] <= 0.5, sample[ranks.upper - 1] >= 0.5 { held += 1 }
    }
    // 11 values: ranks 2 and 10, which hold the median with 98.8 %; 4 standard errors of 4000.
    #expect(abs(Double(held) / 4000 - 0.98828) < 4 * 0.0017)
  }
}
