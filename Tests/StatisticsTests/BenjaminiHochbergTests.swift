import Statistics
import Testing

@Suite struct BenjaminiHochbergTests {
  // Figures of statsmodels 0.15, multipletests(method="fdr_bh").
  @Test("Adjusted p values agree with statsmodels, in any order of the tests")
  func adjusted() {
    let p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
    let expected = [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.105714, 0.216, 0.216, 0.216]
    let family = BenjaminiHochberg(p, level: 0.05)
    #expect(zip(family.adjusted, expected).allSatisfy { isNear($0, $1) })
    #expect(family.rejected == 2)
    #expect(isNear(family.level, 0.01))
    #expect(p.map(family.rejects) == p.map { $0 <= 0.008 })
    let reversed = BenjaminiHochberg(p.reversed(), level: 0.05)
    #expect(reversed.adjusted == family.adjusted.reversed())
  }

  @Test("The level is Bonferroni's without a rejection, and q without a test")
  func none() {
    let family = BenjaminiHochberg([0.3, 0.4, 0.9, 1], level: 0.05)
    #expect(family.rejected == 0 && isNear(family.level, 0.0125))
    #expect(!family.rejects(0.3))
    #expect(BenjaminiHochberg([], level: 0.05).level == 0.05)
  }
}
