import Statistics
import Testing

@Suite struct ClopperPearsonTests {
  @Test(
    "The upper bounds agree with statsmodels",
    arguments: [
      (0, 299, 0.009969), (0, 298, 0.010002), (1, 473, 0.009990), (2, 628, 0.009991),
      (5, 1000, 0.010484), (20, 1000, 0.028930),
    ])
  func upper(successes: Int, trials: Int, bound: Double) throws {
    let bounds = try #require(ClopperPearson(successes: successes, trials: trials))
    #expect(abs(bounds.upper - bound) < 6e-7)
  }

  @Test("The lower bounds agree with statsmodels", arguments: [(5, 0.001972), (20, 0.013293)])
  func lower(successes: Int, bound: Double) throws {
    let bounds = try #require(ClopperPearson(successes: successes, trials: 1000))
    #expect(abs(bounds.lower - bound) < 6e-7)
  }

  @Test("All or no successes leave one side unbounded; impossible counts have no bounds")
  func ends() throws {
    #expect(try #require(ClopperPearson(successes: 0, trials: 7)).lower == 0)
    let all = try #require(ClopperPearson(successes: 7, trials: 7))
    #expect(all.upper == 1)
    let none = try #require(ClopperPearson(successes: 0, trials: 7))
    #expect(isNear(all.lower, 1 - none.upper, within: 1e-9))
    #expect(ClopperPearson(successes: 8, trials: 7) == nil)
    #expect(ClopperPearson(successes: -1, trials: 7) == nil)
    #expect(ClopperPearson(successes: 0, trials: 0) == nil)
  }
}
