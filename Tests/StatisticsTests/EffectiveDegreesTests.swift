import Statistics
import Testing

@Suite struct EffectiveDegreesTests {
  @Test("Rows that share nothing add up to rows times blocks less one, or less what they share")
  func independent() throws {
    let fit = try #require(
      EffectiveDegrees(standardized: [[1, -1, 0], [0, 1, -1], [-1, 0, 1]]))
    #expect(isNear(fit.value, 4))
    #expect(fit.correlation == 0)
  }

  @Test("Rows that are copies of each other know no more than one")
  func copies() throws {
    let fit = try #require(EffectiveDegrees(standardized: [[1, 3, 2], [2, 4, 3], [0, 2, 1]]))
    #expect(isNear(fit.value, 2))
    #expect(isNear(fit.correlation, 1))
  }

  @Test("One row, or one block, has nothing to share")
  func small() {
    #expect(EffectiveDegrees(standardized: [[1, 2, 3]]) == nil)
    #expect(EffectiveDegrees(standardized: [[1], [2]]) == nil)
    #expect(EffectiveDegrees(standardized: []) == nil)
  }

  @Test("Rows without scatter show no independence")
  func constant() throws {
    let fit = try #require(EffectiveDegrees(standardized: [[1, 1, 1], [2, 2, 2]]))
    #expect(fit.value == 2)
  }
}
