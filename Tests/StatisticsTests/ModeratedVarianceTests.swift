import Foundation
import Statistics
import Testing

/// Figures of limma's fitFDist.
@Suite struct ModeratedVarianceTests {
  private func prior(_ variances: [Double], degrees: Double) -> ModeratedVariance {
    ModeratedVariance(variances: variances, degrees: variances.map { _ in degrees })
  }

  @Test("Variances that differ by chance alone are pooled", arguments: [1.0, 2])
  func homogeneous(degrees: Double) {
    let fit = prior([4e-4, 9e-4, 1e-4, 16e-4, 2.25e-4, 6.25e-4], degrees: degrees)
    #expect(fit.degrees == .infinity)
    #expect(isNear(fit.variance, 6.4166667e-4, within: 1e-7))
    #expect(fit.moderated(1, degrees: degrees) == fit.variance)
  }

  @Test("Nearly equal variances of many degrees are pooled")
  func equal() {
    let fit = prior([1e-4, 1.1e-4, 0.9e-4, 1.05e-4, 0.95e-4], degrees: 4)
    #expect(fit.degrees == .infinity)
    #expect(isNear(fit.variance, 1e-4))
  }

  @Test("Variances that differ by more than chance give a weak prior")
  func heterogeneous() {
    let some = prior([4e-4, 9e-4, 1e-4, 16e-4, 2.25e-4, 6.25e-4], degrees: 4)
    #expect(isNear(some.degrees, 6.7262345, within: 1e-6))
    #expect(isNear(some.variance, 5.0244836e-4, within: 1e-7))
    let many = prior([1e-6, 1e-2, 4e-4, 9e-5, 2.5e-3, 1e-4], degrees: 4)
    #expect(isNear(many.degrees, 0.68453358, within: 1e-6))
    #expect(isNear(many.variance, 3.8616429e-5, within: 1e-7))
    let expected = (0.68453358 * 3.8616429e-5 + 4 * 1e-2) / 4.68453358
    #expect(isNear(many.moderated(1e-2, degrees: 4), expected, within: 1e-6))
  }

  @Test("A single variance is unchanged; rows without scatter get the expected variance")
  func degenerate() {
    let single = prior([7e-4], degrees: 2)
    #expect(single.degrees == 0)
    #expect(single.moderated(7e-4, degrees: 2) == 7e-4)
    let none = prior([0, 0, 0], degrees: 1)
    #expect(none.moderated(0, degrees: 1) == 1)
  }

  @Test("The parameters of a scaled F distribution are recovered from draws")
  func property() {
    var random = SeededRandom(state: 3)
    func meanSquare(_ count: Int) -> Double {
      (0..<count).reduce(0) { sum, _ in
        let value = random.normal()
        return sum + value * value
      } / Double(count)
    }
    let draws = (0..<20_000).map { _ in 4 * meanSquare(3) / meanSquare(5) }
    let fit = prior(draws, degrees: 3)
    // The standard error of d₀ is about 0.13 with this number of draws.
    #expect(abs(fit.degrees - 5) < 0.4)
    #expect(abs(fit.variance - 4) < 0.1)
  }
}
