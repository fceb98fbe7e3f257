import Foundation
import Statistics
import Testing

@Suite struct SteadyStateTests {
  @Test("Eight slices that scatter around one rate are steady")
  func steady() {
    #expect(WarmUpTest.isSteady(rates: [100, 102, 99, 101, 100, 98, 102, 100]))
    #expect(WarmUpTest.isSteady(rates: Array(repeating: 50, count: 8)))
    #expect(WarmUpTest.isSteady(rates: [10, 40, 70, 100, 102, 99, 101, 100, 98, 102, 100]))
  }

  @Test("Seven slices are too few; a server without answers has not warmed up")
  func tooFew() {
    #expect(!WarmUpTest.isSteady(rates: Array(repeating: 50, count: 7)))
    #expect(!WarmUpTest.isSteady(rates: Array(repeating: 0, count: 8)))
  }

  @Test("Neither a slow rise nor a jump between the halves is a steady state")
  func rising() {
    #expect(!WarmUpTest.isSteady(rates: [100, 100.1, 100.2, 100.3, 100.4, 100.5, 100.6, 100.7]))
    #expect(!WarmUpTest.isSteady(rates: [104, 104, 104, 104, 100, 100, 100, 100]))
    #expect(WarmUpTest.isSteady(rates: [102, 102, 102, 102, 100, 100, 100, 100]))
  }

  @Test("Spearman's correlation uses mean ranks for equal values")
  func spearman() {
    #expect(isNear(rankCorrelation([1, 4, 9], [2, 3, 100]), 1))
    #expect(isNear(rankCorrelation([1, 4, 9], [5, 3, 1]), -1))
    #expect(rankCorrelation([1, 1, 1], [1, 2, 3]) == 0)
    // scipy.stats.spearmanr([1, 2, 2, 4, 5], [3, 1, 4, 4, 9])
    let ties = rankCorrelation([1, 2, 2, 4, 5], [3, 1, 4, 4, 9])
    #expect(isNear(ties, 0.7631578947368421, within: 1e-9))
  }

  @Test("Cells that become faster within their windows are detected")
  func drift() throws {
    let changes = [
      [0.05, 0.07, 0.04], [0.06, 0.05, 0.08], [0.01, 0, 0.02], [0, -0.01, 0.01],
      [0.07, 0.06, 0.05], [0.02, 0.01, 0.03],
    ]
    let rows = try changes.map { changes in
      try #require(
        BlockRow(
          values: Dictionary(uniqueKeysWithValues: changes.enumerated().map { ($0, $1) }),
          inverseCompletions: 1))
    }
    let cells = try #require(WindowDrift(servers: [rows]).cells.first)
    let means = [0.05333, 0.06333, 0.01, 0, 0.06, 0.02]
    let p = [2.7e-4, 1.1e-4, 0.200, 1, 1.4e-4, 0.0284]
    for (index, cell) in cells.enumerated() {
      #expect(abs(cell.estimate.mean - means[index]) < 5e-6)
      #expect(isNear(cell.estimate.standardError, 0.006939, within: 1e-4))
      #expect(isNear(cell.estimate.degrees, 5.914, within: 1e-4))
      #expect(isNear(cell.estimate.p, p[index], within: 0.05))
    }
    #expect(isNear(cells[5].adjustedP, 0.0426, within: 2e-3))
    #expect(cells.map { !$0.interval.contains(0) } == [true, true, false, false, true, true])
    #expect(cells.map(\.isDrifting) == [true, true, false, false, true, false])
  }

  @Test("The change of a window is the ratio of its halves")
  func change() throws {
    let change = WindowDrift.change(slices: [1, 1, 1, 1, 1, 1.1, 1.1, 1.1, 1.1, 1.1])
    #expect(isNear(try #require(change), log(1.1)))
    #expect(WindowDrift.change(slices: [1, 7, 1]) == 0)
    #expect(WindowDrift.change(slices: [0, 0, 1, 1]) == nil)
    #expect(WindowDrift.change(slices: []) == nil)
  }

  @Test("A server that becomes faster over a start is detected in any order of cells")
  func startDrift() throws {
    let orders = [[0, 1, 2, 3], [3, 1, 0, 2], [2, 3, 1, 0], [1, 0, 3, 2], [3, 2, 1, 0]]
    let cells = (0..<4).map { cell in
      Dictionary(
        uniqueKeysWithValues: orders.enumerated().map { block, order in
          let position = order[cell]
          return (
            block,
            StartDrift.Point(
              value: Double(cell) + 0.02 * Double(position), position: position)
          )
        })
    }
    let row = try #require(StartDrift.row(cells: cells))
    // Subtracting a cell's mean also removes a small part of the slope.
    #expect(row.values.count == 5)
    #expect(row.mean > 0.05 && row.mean < 0.065)
    let estimate = try #require(ModeratedPool([row]).estimates.first)
    #expect(estimate.p < 0.01)
    #expect(StartDrift.row(cells: Array(cells.prefix(1))) == nil)
  }

  @Test("A longer window reduces the variance within it only")
  func windowVariance() {
    let parts = WindowVariance(ratio: 0.20 * 0.20, drift: 0.3 * 0.3)
    #expect(isNear(parts.window, 0.0225))
    #expect(parts.start == 0)
    let split = WindowVariance(
      ratio: 0.072 * 0.072 + 0.235 * 0.235, drift: 2 * 0.235 * 0.235)
    #expect(isNear(split.start, 0.072 * 0.072))
    #expect(abs(split.optimalSeconds(secondsPerStart: 0.45, window: 1) - 2.2) < 0.05)
  }
}
