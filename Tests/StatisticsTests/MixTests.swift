import Foundation
import Statistics
import Testing

@Suite struct MixTests {
  @Test("The throughput of a mix is the weighted harmonic mean")
  func harmonic() throws {
    let mix = try #require(RequestMix(weights: [60, 30, 10]))
    #expect(isNear(1 / mix.time(throughputs: [100, 20, 2]), 14.08451, within: 1e-6))
    #expect(isNear(1 / mix.time(throughputs: [60, 25, 3]), 18.07229, within: 1e-6))
    let shares = mix.timeShares(throughputs: [100, 20, 2])
    #expect(zip(shares, [0.0845, 0.2113, 0.7042]).allSatisfy { abs($0 - $1) < 5e-5 })
    #expect(RequestMix(weights: [1, 0]) == nil)
    #expect(RequestMix(weights: []) == nil)
  }

  private let parts = [
    ([100.0, 104, 98], [60.0, 63, 60]), ([20, 21, 19.5], [25, 26, 24]),
    ([2, 2.1, 1.95], [3, 3.05, 2.9]),
  ].map { first, second in
    let byBlock = { (values: [Double]) in
      Dictionary(uniqueKeysWithValues: values.enumerated().map { ($0.offset, $0.element) })
    }
    return MixComparison.Part(
      first: byBlock(first), second: byBlock(second), firstCompletions: 10_000,
      secondCompletions: 10_000)
  }

  @Test("Two servers are compared by the time of the mix in each block")
  func comparison() throws {
    let mix = try #require(RequestMix(weights: [0.6, 0.3, 0.1]))
    let comparison = try #require(MixComparison(mix, parts: parts))
    #expect(isNear(comparison.estimate.mean, -0.240879, within: 5e-6))
    #expect(isNear(comparison.ratio, 0.785937, within: 5e-6))
    #expect(isNear(comparison.estimate.standardError, 0.004917, within: 2e-4))
    #expect(isNear(comparison.estimate.degrees, 2.8716, within: 1e-4))
  }

  @Test("Only blocks with all parts count, and each kind of request needs one")
  func incomplete() throws {
    let mix = try #require(RequestMix(weights: [0.6, 0.3, 0.1]))
    var fewer = parts
    fewer[1].second[2] = nil
    #expect(try #require(MixComparison(mix, parts: fewer)).estimate.blocks == 2)
    #expect(MixComparison(mix, parts: Array(parts.prefix(2))) == nil)
    fewer[0].first[0] = 0
    #expect(MixComparison(mix, parts: fewer) == nil)
  }
}
