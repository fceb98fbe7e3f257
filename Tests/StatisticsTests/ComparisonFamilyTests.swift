import Foundation
import Statistics
import Testing

/// Figures of an independent implementation of the rule with SciPy 1.17.
@Suite struct ComparisonFamilyTests {
  static let h = [0.1, 0.05, 0.02, 0.01, 0.004, 0.002, 0.001, 0.0005]
  static let ratios = [
    [-0.30, -0.34, -0.29], [-0.05, -0.06, -0.03], [0.01, -0.03, 0.02], [-3.50, -3.56, -3.41],
    [0.02, 0, 0.01], [-0.12, -0.10, -0.13], [0.004, -0.006, 0.001], [-0.051, -0.055, -0.049],
  ]

  static func cells(blocks: Int) throws -> [PairedCell] {
    try zip(ratios, h).map { ratios, h in
      let values = ratios.prefix(blocks).enumerated().map { ($0.offset, $0.element) }
      return try #require(
        PairedCell(
          logRatios: Dictionary(uniqueKeysWithValues: values), completions: (2 / h, 2 / h)))
    }
  }

  struct Expected: Sendable {
    var ratio, error, lower, upper, p: Double
    var verdict: CellComparison.Verdict

    init(
      _ ratio: Double, _ error: Double, _ lower: Double, _ upper: Double, _ p: Double,
      _ verdict: CellComparison.Verdict
    ) {
      (self.ratio, self.error, self.lower, self.upper) = (ratio, error, lower, upper)
      (self.p, self.verdict) = (p, verdict)
    }
  }

  private func expect(_ comparison: CellComparison, _ expected: Expected) {
    #expect(isNear(comparison.ratio, expected.ratio, within: 2e-4))
    #expect(isNear(comparison.estimate.standardError, expected.error, within: 2e-4))
    #expect(isNear(comparison.plainInterval.lowerBound, expected.lower, within: 2e-4))
    #expect(isNear(comparison.plainInterval.upperBound, expected.upper, within: 2e-4))
    #expect(isNear(comparison.estimate.p, expected.p, within: 1e-3))
    #expect(comparison.verdict == expected.verdict)
  }

  @Test("Eight cells of three blocks")
  func threeBlocks() throws {
    let family = ComparisonFamily(pairs: [try Self.cells(blocks: 3)])
    let pool = try #require(family.tests.pools.first)
    #expect(isNear(pool.noise.perStart, 2.5e-5))
    #expect(isNear(pool.noise.perRequest, 0.1004167, within: 1e-6))
    #expect(isNear(pool.prior.degrees, 3.6318))
    #expect(isNear(try #require(pool.sharing).value, 15.568, within: 1e-4))
    #expect(isNear(family.tests.adjustedLevel, 0.025))
    let expected = [
      Expected(0.73345, 0.029744, 0.68116, 0.78974, 6.831e-5, .slower),
      Expected(0.95441, 0.020726, 0.90647, 1.00487, 0.06817, .undecided),
      Expected(1, 0.015647, 0.96184, 1.03967, 1, .level),
      Expected(0.03050, 0.027509, 0.02848, 0.03266, 5.958e-11, .slower),
      Expected(1.01005, 0.006769, 0.99319, 1.02719, 0.1932, .level),
      Expected(0.88988, 0.006754, 0.87506, 0.90495, 4.290e-6, .slower),
      Expected(0.99967, 0.003620, 0.99071, 1.00871, 0.9298, .level),
      Expected(0.94965, 0.002664, 0.94338, 0.95596, 2.255e-6, .slower),
    ]
    let adjusted = [1.366e-4, 0.1091, 1, 4.767e-10, 0.2576, 1.144e-5, 1, 9.022e-6]
    let comparisons = try #require(family.comparisons.first)
    try #require(comparisons.count == expected.count)
    for (index, comparison) in comparisons.enumerated() {
      expect(comparison, expected[index])
      #expect(isNear(comparison.adjustedP, adjusted[index], within: 1e-3))
      #expect(isNear(comparison.estimate.degrees, 5.6318))
    }
  }

  @Test("Eight cells of two blocks")
  func twoBlocks() throws {
    let family = ComparisonFamily(pairs: [try Self.cells(blocks: 2)])
    let pool = try #require(family.tests.pools.first)
    #expect(isNear(pool.noise.perStart, 2.5e-5))
    #expect(isNear(pool.noise.perRequest, 0.055625))
    #expect(pool.prior.degrees == .infinity)
    #expect(isNear(try #require(pool.sharing).value, 6.5331, within: 1e-4))
    #expect(isNear(family.tests.adjustedLevel, 0.025))
    let expected = [
      Expected(0.72615, 0.049473, 0.62474, 0.84402, 0.005755, .slower),
      Expected(0.94649, 0.035061, 0.85078, 1.05296, 0.2074, .undecided),
      Expected(0.99005, 0.022322, 0.92509, 1.05958, 0.6822, .undecided),
      Expected(0.02930, 0.015957, 0.02792, 0.03076, 6.197e-8, .slower),
      Expected(1.01005, 0.010412, 0.97857, 1.04254, 0.4024, .level),
      Expected(0.89583, 0.007725, 0.87504, 0.91713, 4.729e-4, .slower),
      Expected(0.99900, 0.005943, 0.98111, 1.01722, 0.8763, .level),
      Expected(0.94838, 0.004810, 0.93461, 0.96235, 0.001077, .slower),
    ]
    let comparisons = try #require(family.comparisons.first)
    try #require(comparisons.count == expected.count)
    for (comparison, expected) in zip(comparisons, expected) { expect(comparison, expected) }
    #expect(isNear(try #require(comparisons.first).estimate.degrees, 3.2666, within: 1e-4))
  }

  @Test("A single cell is Student's t")
  func oneCell() throws {
    let cell = try #require(
      PairedCell(logRatios: [0: -0.30, 1: -0.34, 2: -0.29], completions: (2000, 2000)))
    let comparison = try #require(
      ComparisonFamily(pairs: [[cell]]).comparisons.first?.first)
    #expect(isNear(comparison.estimate.mean, -0.31))
    #expect(isNear(comparison.estimate.standardError, 0.01527525, within: 1e-6))
    #expect(comparison.estimate.degrees == 2)
    #expect(isNear(comparison.plainInterval.lowerBound, 0.6868, within: 1e-4))
    #expect(isNear(comparison.plainInterval.upperBound, 0.7833, within: 1e-4))
  }

  @Test("Level within the margin is the test of equivalence (TOST) at half of the level")
  func equivalence() throws {
    let rows = [0: 0.004, 1: -0.006, 2: 0.001, 3: 0.012, 4: -0.003]
    let cell = try #require(PairedCell(logRatios: rows, completions: (1e12, 1e12)))
    let comparison = try #require(
      ComparisonFamily(pairs: [[cell]]).comparisons.first?.first)
    let estimate = comparison.estimate
    let interval = estimate.interval(level: 0.05)
    #expect(isNear(interval.lowerBound, -0.00702934, within: 1e-5))
    #expect(isNear(interval.upperBound, 0.01022934, within: 1e-5))
    #expect(comparison.verdict == .level)
    func p(_ mean: Double, _ error: Double, _ degrees: Double) -> Double {
      StudentT.twoSided((log(1.05) - abs(mean)) / error, degrees: degrees) / 2
    }
    #expect(
      isNear(
        p(estimate.mean, estimate.standardError, estimate.degrees), 5.48507e-5, within: 1e-4))
    #expect(isNear(p(0.01, 0.012, 9), 0.0051405852, within: 1e-7))
  }

  @Test("The interval of a verdict excludes 1 exactly when the servers differ")
  func wordsAgree() throws {
    let family = ComparisonFamily(pairs: [
      try Self.cells(blocks: 3), try Self.cells(blocks: 2),
    ])
    for comparison in family.comparisons.joined() where comparison.verdict != .level {
      let isDecided = comparison.verdict != .undecided
      #expect(comparison.interval.contains(1) == !isDecided)
      #expect((comparison.adjustedP <= 0.05) == isDecided)
    }
  }

  @Test("Positive logarithms mean that the first server is faster")
  func faster() throws {
    let cell = try #require(
      PairedCell(logRatios: [0: 0.5, 1: 0.51, 2: 0.49], completions: (1000, 600)))
    let comparison = try #require(
      ComparisonFamily(pairs: [[cell]]).comparisons.first?.first)
    #expect(comparison.verdict == .faster)
  }

  @Test("One block decides nothing and does not count as a test")
  func oneBlock() throws {
    let single = try #require(PairedCell(logRatios: [4: 3], completions: (1000, 50)))
    let without = ComparisonFamily(pairs: [try Self.cells(blocks: 3)])
    let with = ComparisonFamily(pairs: [try Self.cells(blocks: 3) + [single]])
    let comparison = try #require(with.comparisons.first?.last)
    #expect(comparison.verdict == .undecided)
    #expect(comparison.interval == 0...(.infinity))
    #expect(comparison.estimate.p == 1 && comparison.adjustedP == 1)
    #expect(comparison.resolution(blocks: 8) == .infinity)
    #expect(comparison.blocksForMargin() == nil)
    #expect(Array(try #require(with.comparisons.first).dropLast()) == without.comparisons.first)
  }

  @Test("A stricter level leaves more pairs open")
  func look() throws {
    let cells = try Self.cells(blocks: 2)
    let strict = ComparisonFamily(pairs: [cells], level: 0.0122, margin: 0.05)
    let verdicts = try #require(strict.comparisons.first).map(\.verdict)
    #expect(verdicts[4] == .undecided && verdicts[3] == .slower)
  }

  @Test("Rows that share fewer than two blocks keep their own degrees of freedom")
  func missingBlocks() throws {
    let cells = try [[0: 0.1, 1: 0.12], [1: 0.2, 2: 0.21], [0: 0.1, 1: 0.11, 2: 0.1]].map {
      try #require(PairedCell(logRatios: $0, completions: (100, 100)))
    }
    let family = ComparisonFamily(pairs: [cells])
    #expect(family.tests.pools.first?.sharing == nil)
    #expect(family.comparisons.first?.map(\.estimate.degrees) == [1, 1, 2])
  }

  @Test("Servers without a common block, or without answers, are not compared")
  func noPair() {
    #expect(PairedCell(logRatios: [:], completions: (10, 10)) == nil)
    #expect(PairedCell(logRatios: [1: 0.1], completions: (10, 0)) == nil)
    #expect(PairedCell(logRatios: [1: -.infinity], completions: (10, 10)) == nil)
  }

  @Test("The noise of a report is the typical variation of a ratio")
  func noise() throws {
    let family = ComparisonFamily(pairs: [try Self.cells(blocks: 3)])
    // The median of se × √3, over the eight rows.
    let expected = exp((0.015647 + 0.006769) / 2 * 3.0.squareRoot()) - 1
    #expect(isNear(try #require(family.noise), expected, within: 1e-3))
    #expect(ComparisonFamily(pairs: [[]]).noise == nil)
  }
}
