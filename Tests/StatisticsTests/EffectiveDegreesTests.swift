import Statistics
import Testing

@Suite struct EffectiveDegreesTests {
  @Test("Independent rows have rows × (blocks − 1) degrees of freedom, correlated rows fewer")
  func independent() throws {
    let fit = try #require(
      EffectiveDegrees(standardized: [[1, -1, 0], [0, 1, -1], [-1, 0, 1]]))
    #expect(isNear(fit.value, 4))
    #expect(fit.correlation == 0)
  }

  @Test("Identical rows have the degrees of freedom of one")
  func copies() throws {
    let fit = try #require(EffectiveDegrees(standardized: [[1, 3, 2], [2, 4, 3], [0, 2, 1]]))
    #expect(isNear(fit.value, 2))
    #expect(isNear(fit.correlation, 1))
  }

  @Test("One row or one block has no effective degrees of freedom")
  func small() {
    #expect(EffectiveDegrees(standardized: [[1, 2, 3]]) == nil)
    #expect(EffectiveDegrees(standardized: [[1], [2]]) == nil)
    #expect(EffectiveDegrees(standardized: []) == nil)
  }

  @Test("Rows without scatter count as dependent")
  func constant() throws {
    let fit = try #require(EffectiveDegrees(standardized: [[1, 1, 1], [2, 2, 2]]))
    #expect(fit.value == 2)
  }
}
