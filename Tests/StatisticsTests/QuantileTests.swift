import Statistics
import Testing

@Suite struct QuantileTests {
  @Test("The median is the middle value, or the mean of the two middle values")
  func medians() {
    #expect(median([3, 1, 2]) == 2)
    #expect(median([4, 1, 3, 2]) == 2.5)
    #expect(median([7]) == 7)
    #expect(median([]) == nil)
  }

  // Figures from R 4: quantile(c(1, 3, 4, 8, 20), p).
  @Test(
    "Quantiles agree with R and NumPy",
    arguments: [(0, 1), (0.1, 1.8), (0.25, 3), (0.5, 4), (0.9, 15.2), (0.99, 19.52), (1, 20)])
  func quantiles(share: Double, expected: Double) throws {
    let value = try #require(quantile(share, of: [20, 4, 1, 8, 3]))
    #expect(abs(value - expected) < 1e-12)
  }
}
