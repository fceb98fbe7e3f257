import Statistics
import Testing

/// Figures from SciPy 1.17.
@Suite struct StudentTTests {
  @Test(
    "Critical values agree with SciPy's, also for fractional degrees of freedom",
    arguments: [
      (0.05, 1, 12.706205), (0.05, 2.5, 3.574655), (0.05, 7.3, 2.345067),
      (0.05, 40, 2.021075), (0.05, 1e6, 1.959966), (0.01, 3, 5.840909), (0.2, 4.2, 1.519206),
      (0.015, 12, 2.836277), (0.05, .infinity, 1.959964),
    ])
  func critical(level: Double, degrees: Double, expected: Double) {
    #expect(isNear(StudentT.critical(level, degrees: degrees), expected, within: 5e-7))
  }

  @Test(
    "Two-sided p values agree with SciPy's",
    arguments: [
      (2, 3, 0.13932597), (2, 3.7, 0.1218172), (12.7062, 1, 0.05000002),
      (5.5, 40.2, 2.3467202e-6), (0.1, 2, 0.92946544), (1.959963985, .infinity, 0.05),
    ])
  func twoSided(t: Double, degrees: Double, expected: Double) {
    #expect(isNear(StudentT.twoSided(t, degrees: degrees), expected, within: 5e-7))
    #expect(isNear(StudentT.twoSided(-t, degrees: degrees), expected, within: 5e-7))
  }

  @Test(
    "The critical value inverts the p value over the whole range",
    arguments: [0.3, 1, 2.6, 40, 1e5, .infinity])
  func inverse(degrees: Double) {
    for level in [0.999, 0.7, 0.2, 0.05, 1e-3, 1e-6] {
      let t = StudentT.critical(level, degrees: degrees)
      #expect(isNear(StudentT.twoSided(t, degrees: degrees), level, within: 1e-9))
    }
  }

  @Test("Nothing is significant without degrees of freedom")
  func none() {
    #expect(StudentT.critical(0.05, degrees: 0) == .infinity)
    #expect(StudentT.twoSided(100, degrees: 0) == 1)
  }
}
