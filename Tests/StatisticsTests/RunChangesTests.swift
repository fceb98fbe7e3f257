import Foundation
@testable import Statistics
import Testing

@Suite struct RunChangesTests {
  private func row(
    _ server: [[Double]], _ control: [[Double]], completions: Double = 1e6
  ) -> RunChanges.Row {
    let ratios = zip(server, control).map { server, control in
      Dictionary(
        uniqueKeysWithValues: zip(server, control).enumerated().map { ($0 + 1, log($1.0 / $1.1)) })
    }
    return RunChanges.Row(
      base: ratios[0], new: ratios[1], completions: [completions, completions])
  }

  private let runs = (
    server: [[50, 52, 49, 51, 50.5], [44, 45, 43.5, 46, 44.5]],
    control: [[80, 82, 79, 81, 80], [76, 78, 75, 77, 76.5]]
  )

  @Test("The change of the control is subtracted, and its noise within a block cancels")
  func example() throws {
    let changes = RunChanges([[row(runs.server, runs.control)]], drift: 0)
    let comparison = try #require(changes.comparisons.first?.first)
    #expect(abs(comparison.ratio - 1 + 0.0718) < 5e-5)
    #expect(comparison.verdict == .slower)
    #expect(comparison.estimate.degrees == 8)
    // The blocks of server and control move together, so the interval is within that of unpaired runs.
    #expect(comparison.plainInterval.lowerBound > 0.8962)
    #expect(comparison.plainInterval.upperBound < 0.9613)
  }

  @Test("Drift between runs widens the interval, whatever the number of blocks")
  func drift() throws {
    let rows = [[row(runs.server, runs.control)]]
    let changes = RunChanges(rows, drift: 0.05)
    let comparison = try #require(changes.comparisons.first?.first)
    #expect(comparison.estimate.standardError > 0.05 * 2.squareRoot())
    #expect(comparison.verdict == .undecided)
  }

  @Test("A run of one block decides nothing, and rows beside it keep their order")
  func oneBlock() {
    let single = RunChanges.Row(base: [1: 0.1], new: [1: -3], completions: [100, 100])
    let changes = RunChanges([[single, row(runs.server, runs.control)]])
    #expect(changes.comparisons[0].map(\.verdict) == [.undecided, .slower])
    #expect(changes.comparisons[0][0].interval.lowerBound == 0)
  }

  @Test("The mean over cells is tighter than a cell if their noise is independent")
  func mean() throws {
    var random = SeededRandom(state: 7)
    let rows = (0..<12).map { _ in
      RunChanges.Row(
        base: Dictionary(uniqueKeysWithValues: (1...5).map { ($0, random.normal() * 0.03) }),
        new: Dictionary(uniqueKeysWithValues: (1...5).map { ($0, random.normal() * 0.03 - 0.2) }),
        completions: [1e5, 1e5])
    }
    let changes = RunChanges([rows])
    let mean = try #require(changes.means[0])
    #expect(mean.verdict == .slower)
    #expect(abs(mean.ratio - exp(-0.2)) < 0.03)
    let widest = changes.comparisons[0].map(\.estimate.standardError).min() ?? 0
    #expect(mean.estimate.standardError < widest)
  }

  @Test("Equal runs are rarely called different, and real changes are found")
  func level() {
    var random = SeededRandom(state: 3)
    let rows = { (change: Double) in
      (0..<8).map { _ in
        RunChanges.Row(
          base: Dictionary(uniqueKeysWithValues: (1...3).map { ($0, random.normal() * 0.02) }),
          new: Dictionary(
            uniqueKeysWithValues: (1...3).map { ($0, random.normal() * 0.02 + change) }),
          completions: [1e5, 1e5])
      }
    }
    let wrong = (0..<100).count { _ in
      RunChanges([rows(0)]).comparisons[0].contains { $0.verdict == .slower }
    }
    let found = (0..<20).map { _ in
      RunChanges([rows(-0.2)]).comparisons[0].count { $0.verdict == .slower }
    }.reduce(0, +)
    #expect(wrong <= 8)
    #expect(found >= 150)
  }
}
