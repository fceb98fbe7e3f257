import Foundation
import Testing

@testable import Statistics

@Suite struct RatioTests {
  @Test("The estimate is the geometric mean of the pairs' ratios")
  func estimate() throws {
    let ratio = try #require(Ratio(of: [2, 8], to: [1, 1]))
    #expect(abs(ratio.estimate - 4) < 1e-12)
    #expect(ratio.pairs == 2)
  }

  @Test("What both sides of a block share is no part of the difference")
  func pairing() throws {
    let ratio = try #require(Ratio(of: [20, 40, 30], to: [10, 20, 15]))
    #expect(abs(ratio.lowest - 2) < 1e-9 && abs(ratio.highest - 2) < 1e-9)
    #expect(ratio.verdict(margin: 0.05) == .larger)
    #expect(ratio.inverse.verdict(margin: 0.05) == .smaller)
    #expect(abs(ratio.inverse.estimate - 0.5) < 1e-12)
  }

  @Test("One pair decides nothing, however large the ratio")
  func onePair() throws {
    let ratio = try #require(Ratio(of: [1000], to: [1]))
    #expect(ratio.verdict(margin: 0.05) == .undecided)
    #expect(ratio.inverse.verdict(margin: 0.05) == .undecided)
    #expect(ratio.highest == .infinity)
  }

  @Test("Figures within the margin are level, scattered ones are undecided")
  func verdicts() throws {
    #expect(Ratio(of: [100, 101, 100], to: [100, 100, 101])?.verdict(margin: 0.05) == .level)
    #expect(Ratio(of: [100, 140, 90], to: [100, 100, 101])?.verdict(margin: 0.05) == .undecided)
  }

  @Test("Without a pair, or with a value that is not positive, there is no ratio")
  func noRatio() {
    #expect(Ratio(of: [], to: []) == nil)
    #expect(Ratio(of: [1, 0], to: [1, 1]) == nil)
    #expect(Ratio(of: [1, .infinity], to: [1, 1]) == nil)
  }

  @Test("Of intervals from few blocks, 19 of 20 hold the true ratio", arguments: [2, 3, 5, 10])
  func coverage(blocks: Int) throws {
    var random = SeededRandom(state: 7)
    let trials = 4000
    var held = 0
    for _ in 0..<trials {
      let left = (0..<blocks).map { _ in 1.3 * exp(0.1 * random.normal()) }
      let right = (0..<blocks).map { _ in exp(0.1 * random.normal()) }
      let ratio = try #require(Ratio(of: left, to: right))
      if ratio.lowest <= 1.3, ratio.highest >= 1.3 { held += 1 }
    }
    #expect(abs(Double(held) / Double(trials) - 0.95) < 0.015)
  }
}
