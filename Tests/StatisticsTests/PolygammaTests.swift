import Statistics
import Testing

/// Figures from SciPy 1.17.
@Suite struct PolygammaTests {
  @Test(
    "digamma agrees with SciPy",
    arguments: [
      (0.5, -1.963510026), (1, -0.577215665), (2.5, 0.703156641), (10, 2.251752589),
    ])
  func digammas(x: Double, expected: Double) {
    #expect(isNear(digamma(x), expected, within: 1e-9))
  }

  @Test(
    "trigamma agrees with SciPy",
    arguments: [
      (0.5, 4.934802201), (1, 1.644934067), (2.5, 0.490357756), (10, 0.105166336),
    ])
  func trigammas(x: Double, expected: Double) {
    #expect(isNear(trigamma(x), expected, within: 5e-9))
  }

  @Test(
    "The inverse of trigamma agrees with SciPy, also at both ends",
    arguments: [
      (0.05, 20.4958352), (0.5, 2.4599529), (1.5, 1.065656), (4.9348022, 0.5), (1e8, 1e-4),
      (1e-7, 1e7),
    ])
  func inverse(value: Double, expected: Double) {
    #expect(isNear(trigammaInverse(value), expected, within: 2e-7))
  }

  @Test("The incomplete beta function is a polynomial for small integer parameters")
  func beta() {
    for x in [0.01, 0.3, 0.7, 0.99] {
      #expect(isNear(incompleteBeta(x, 1, 1), x, within: 1e-13))
      #expect(isNear(incompleteBeta(x, 2, 1), x * x, within: 1e-13))
      #expect(isNear(incompleteBeta(x, 2, 2), x * x * (3 - 2 * x), within: 1e-13))
    }
    #expect(incompleteBeta(0, 2, 3) == 0)
    #expect(incompleteBeta(1, 2, 3) == 1)
  }
}
