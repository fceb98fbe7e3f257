@testable import IIIFBench
import Testing

@Suite struct ServiceObjectiveTests {
  @Test("A promise is a percentile and a limit with a unit")
  func valid() throws {
    let objective = try #require(ServiceObjective("p95 < 200ms"))
    #expect(objective.share == 0.95 && objective.limit == 200_000)
    let other = try #require(ServiceObjective(" p99<=0.5s "))
    #expect(other.share == 0.99 && other.limit == 500_000)
  }

  @Test(
    "Other texts are no promise",
    arguments: [
      "p95", "p95 > 200ms", "p42 < 1s", "p95 < 200", "p95 < 0ms", "mean < 1s", "p95 < 1kB",
    ])
  func invalid(text: String) {
    #expect(ServiceObjective(text) == nil)
  }
}
