import Foundation
import Statistics
import Testing

@Suite struct VarianceComponentsTests {
  // MSb = 2 × ((−2)² + 0² + 2²) / 2 = 8; MSw = 6 × 0.25 / 3 = 0.5; (8 − 0.5) / 2.
  @Test("The variances of starts and slices follow from the mean squares")
  func balanced() throws {
    let parts = try #require(VarianceComponents(cells: [[[1.5, 2.5], [3.5, 4.5], [5.5, 6.5]]]))
    #expect(isNear(parts.slice, 0.5))
    #expect(isNear(parts.start, 3.75))
    #expect(isNear(parts.variance(blocks: 3, slices: 2), 8.0 / 6))
  }

  // Sums of squares 2 + 0.5 within (3 degrees), 21.6 between, n₀ = (5 − 13/5)/1 = 2.4.
  @Test("Blocks may have different numbers of slices")
  func unbalanced() throws {
    let parts = try #require(VarianceComponents(cells: [[[1, 2, 3], [7.5, 8.5]]]))
    #expect(isNear(parts.slice, 2.5 / 3))
    #expect(isNear(parts.start, (1.2 * 36 - 2.5 / 3) / 2.4))
  }

  @Test("Blocks that scatter less than slices are one sample")
  func noStarts() throws {
    let parts = try #require(VarianceComponents(cells: [[[1, 3], [3, 1]]]))
    #expect(parts.start == 0)
    #expect(isNear(parts.slice, 4.0 / 3))
    #expect(parts.optimalSlices(secondsPerStart: 1, secondsPerSlice: 1) == .infinity)
  }

  @Test("One block, or one slice per block, cannot be split")
  func tooFew() {
    #expect(VarianceComponents(cells: [[[1, 2, 3]]]) == nil)
    #expect(VarianceComponents(cells: [[[1], [2], [3]]]) == nil)
    #expect(VarianceComponents(cells: []) == nil)
  }

  @Test("Simulated variances of starts and slices are recovered over several cells")
  func simulation() throws {
    var random = SeededRandom(state: 21)
    let cells = (0..<40).map { _ in
      (0..<10).map { _ in
        let start = 0.07 * random.normal()
        return (0..<8).map { _ in start + 0.2 * random.normal() }
      }
    }
    let parts = try #require(VarianceComponents(cells: cells))
    #expect(abs(parts.start.squareRoot() - 0.07) < 0.012)
    #expect(abs(parts.slice.squareRoot() - 0.2) < 0.008)
    let slices = parts.optimalSlices(secondsPerStart: 2, secondsPerSlice: 0.5)
    #expect(abs(slices - 2 * 0.2 / 0.07) < 1.2)
  }
}
