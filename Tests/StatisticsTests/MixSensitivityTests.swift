@testable import Statistics
import Testing

@Suite struct MixSensitivityTests {
  private let rates = [[100.0, 20, 2], [60, 25, 3]]

  @Test("The winner changes where the candidates are equally fast")
  func crossing() throws {
    let mix = try #require(RequestMix(weights: [60, 30, 10]))
    let tiles = MixSensitivity(mix, kind: 0, throughputs: rates, winner: 1)
    #expect(tiles.below == nil && tiles.above == 0)
    #expect(tiles.holds.lowerBound == 0)
    #expect(abs(tiles.holds.upperBound - 0.880597) < 1e-6)
    let share = tiles.holds.upperBound
    let there = try #require(
      RequestMix(weights: [share, (1 - share) * 0.75, (1 - share) * 0.25]))
    #expect(abs(there.time(throughputs: rates[0]) - there.time(throughputs: rates[1])) < 1e-9)
  }

  @Test("A candidate that is faster at everything wins at any share")
  func dominant() throws {
    let mix = try #require(RequestMix(weights: [1, 1]))
    let found = MixSensitivity(mix, kind: 1, throughputs: [[10, 10], [5, 5]], winner: 0)
    #expect(found.holds == 0...1)
    #expect(found.below == nil && found.above == nil)
  }
}
