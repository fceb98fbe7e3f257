import Foundation
import Testing

@testable import Statistics

@Suite struct ResolutionTests {
  private func estimate(deviation: Double, blocks: Int, degrees: Double) -> BlockEstimate {
    BlockEstimate(
      mean: 0, variance: 2 * deviation * deviation, blocks: blocks,
      sources: DegreesOfFreedom(own: 1, prior: .infinity, pooled: 2 * degrees))
  }

  @Test(
    "The detectable difference by number of blocks and noise",
    arguments: [
      (0.01, 2, 3.4), (0.03, 2, 10.5), (0.03, 5, 6.5), (0.03, 8, 5.1), (0.08, 5, 18),
      (0.08, 8, 14),
    ])
  func table(deviation: Double, blocks: Int, percent: Double) {
    let found = estimate(deviation: deviation, blocks: blocks, degrees: 40)
      .resolution(blocks: blocks, level: 0.05)
    #expect(abs(100 * (exp(found) - 1) - percent) < (percent < 12 ? 0.05 : 0.55))
  }

  @Test("More blocks detect smaller differences, also because the noise is better known")
  func moreBlocks() {
    let two = estimate(deviation: 0.1, blocks: 2, degrees: 3)
    let now = two.resolution(blocks: 2, level: 0.05)
    let later = two.resolution(blocks: 8, level: 0.05)
    #expect(later < now / 2)
  }

  @Test("The number of blocks for the margin is the smallest that detects it")
  func forMargin() throws {
    let comparisons = try #require(
      ComparisonFamily(pairs: [try ComparisonFamilyTests.cells(blocks: 2)]).comparisons.first)
    for comparison in comparisons {
      let blocks = try #require(comparison.blocksForMargin())
      #expect(comparison.resolution(blocks: blocks) <= 0.05)
      #expect(blocks == 2 || comparison.resolution(blocks: blocks - 1) > 0.05)
    }
    #expect(comparisons[0].blocksForMargin(limit: 3) == nil)
  }
}
