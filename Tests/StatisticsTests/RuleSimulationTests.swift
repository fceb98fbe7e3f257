import Foundation
import Statistics
import Testing

/// The rule on simulated data: noise of starts and of requests, half of it common to a block.
@Suite struct RuleSimulationTests {
  private func table(
    cells: Int, blocks: Int, effect: Double, random: inout SeededRandom
  ) throws -> [PairedCell] {
    let common = (0..<blocks).map { _ in 0.03 * random.normal() }
    return try (0..<cells).map { cell in
      let requests = 20 * pow(250, Double(cell) / Double(cells - 1))
      let own = (0.03 * 0.03 + 2 * 0.09 / requests).squareRoot()
      let values = (0..<blocks).map { ($0, effect + common[$0] + own * random.normal()) }
      return try #require(
        PairedCell(
          logRatios: Dictionary(uniqueKeysWithValues: values),
          completions: (requests, requests)))
    }
  }

  @Test("Equal servers are rarely called different", arguments: [2, 3])
  func falseAlarms(blocks: Int) throws {
    var random = SeededRandom(state: 11)
    let tables = 100
    var (single, any, covered) = (0, 0, 0)
    for _ in 0..<tables {
      let cells = try table(cells: 12, blocks: blocks, effect: 0, random: &random)
      let comparisons = ComparisonFamily(pairs: [cells]).comparisons.joined()
      single += comparisons.count { $0.estimate.p < 0.05 }
      covered += comparisons.count { $0.plainInterval.contains(1) }
      if comparisons.contains(where: { [.slower, .faster].contains($0.verdict) }) { any += 1 }
    }
    let tests = Double(12 * tables)
    #expect(Double(single) / tests < 0.08)
    #expect(Double(covered) / tests > 0.92)
    #expect(Double(any) / Double(tables) < 0.12)
  }

  @Test("Two blocks detect a server at half the speed, and name the correct one")
  func power() throws {
    var random = SeededRandom(state: 12)
    var (found, wrong) = (0, 0)
    for _ in 0..<50 {
      let cells = try table(cells: 12, blocks: 2, effect: -log(2.0), random: &random)
      let comparisons = ComparisonFamily(pairs: [cells]).comparisons.joined()
      found += comparisons.count { $0.verdict == .slower }
      wrong += comparisons.count { $0.verdict == .faster }
    }
    #expect(found > 450)
    #expect(wrong == 0)
  }
}
