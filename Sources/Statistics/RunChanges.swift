import Foundation

/// The changes of servers between two runs, corrected by controls that did not change.
///
/// A value is the log ratio of a server to the mean of its controls in one block, so that the noise of
/// a block that affects all servers cancels. Blocks of different runs are not paired: the noise is
/// that within the runs, pooled over the cells of a server.
package struct RunChanges: Sendable {
  /// One cell of a server in two runs.
  package struct Row: Sendable {
    /// The values by block of the first run.
    package var base: [Int: Double]
    /// The values by block of the second run.
    package var new: [Int: Double]
    /// The mean completions per window of the server and of each control.
    package var completions: [Double]

    /// Creates a row.
    package init(base: [Int: Double], new: [Int: Double], completions: [Double]) {
      (self.base, self.new, self.completions) = (base, new, completions)
    }
  }

  /// The comparisons of the second run with the first, by server and cell.
  package let comparisons: [[CellComparison]]
  /// The mean change of all cells, by server; nil without a cell of two blocks in each run.
  package let means: [CellComparison?]

  /// ω, the standard deviation per run of what controls do not correct: 1 %.
  package static let drift = 0.01

  /// Compares the cells of several servers as one family.
  ///
  /// - Parameters:
  ///   - servers: The cells of each server.
  ///   - drift: ω, the standard deviation per run of what controls do not correct, as a logarithm.
  ///   - level: q, the expected share of false verdicts among "slower" and "faster".
  ///   - margin: The largest difference that counts as level.
  package init(
    _ servers: [[Row]], drift: Double = RunChanges.drift, level: Double = 0.05,
    margin: Double = 0.05
  ) {
    let pools = servers.map { rows in ModeratedPool(rows.compactMap(\.deviations)) }
    let estimates = zip(servers, pools).map { rows, pool in
      var moderated = pool.estimates.makeIterator()
      return rows.map { row in
        let isUsable = row.deviations != nil
        return row.estimate(isUsable ? moderated.next() : nil, drift: drift)
      }
    }
    let tests = TestFamily(pools: pools, estimates: estimates, level: level)
    comparisons = tests.results.map { group in
      group.map {
        CellComparison(
          result: $0, level: level, adjustedLevel: tests.adjustedLevel, margin: margin)
      }
    }
    means = zip(zip(servers, pools), estimates).map { group, estimates in
      Self.mean(group.0, group.1, estimates, drift).map {
        CellComparison(alone: $0, level: level, margin: margin)
      }
    }
  }

  private static func mean(
    _ rows: [Row], _ pool: ModeratedPool, _ estimates: [BlockEstimate], _ drift: Double
  ) -> BlockEstimate? {
    let usable = zip(rows, estimates).filter { $0.0.deviations != nil }
    guard let first = usable.first else { return nil }
    let count = Double(usable.count)
    let perBlock = usable.reduce(0) { $0 + $1.0.perBlock } / count
    let weights = pool.estimates.map { _ in 1 / count }
    let blocks = first.1.blocks
    return BlockEstimate(
      mean: usable.reduce(0) { $0 + $1.1.mean } / count,
      variance: (pool.variance(weights: weights) * perBlock + 2 * drift * drift) * Double(blocks),
      blocks: blocks, sources: first.1.sources)
  }
}

extension RunChanges.Row {
  /// Whether both runs have two blocks.
  var isRepeated: Bool { base.count > 1 && new.count > 1 }

  /// 1/J₁ + 1/J₂.
  var perBlock: Double { 1 / Double(base.count) + 1 / Double(new.count) }

  /// The deviations from the means of the runs; nil without two blocks in each run.
  ///
  /// Blocks of the first run get even numbers.
  var deviations: BlockRow? {
    guard isRepeated else { return nil }
    let completions = completions.map { max($0, 1) }
    guard let own = completions.first else { return nil }
    let controls = completions.dropFirst()
    let squared = Double(max(1, controls.count * controls.count))
    let counting = CountingNoise.fractional
    return BlockRow(
      values: deviations(of: base, offset: 0).merging(deviations(of: new, offset: 1)) { $1 },
      inverseCompletions: 1 / own + controls.reduce(0) { $0 + 1 / $1 } / squared,
      leastVariance: counting.variance(completions: own)
        + controls.reduce(0) { $0 + counting.variance(completions: $1) } / squared,
      runs: 2)
  }

  private func deviations(of run: [Int: Double], offset: Int) -> [Int: Double] {
    let middle = Self.mean(run)
    return Dictionary(uniqueKeysWithValues: run.map { (2 * $0.key + offset, $0.value - middle) })
  }

  /// The change with the moderated variance; without two blocks in each run it is not testable.
  fileprivate func estimate(_ moderated: BlockEstimate?, drift: Double) -> BlockEstimate {
    let change = Self.mean(new) - Self.mean(base)
    guard isRepeated, let moderated else {
      return BlockEstimate(
        mean: change, variance: .infinity, blocks: 1,
        sources: DegreesOfFreedom(own: 0, prior: 0, pooled: nil))
    }
    let variance = moderated.variance * perBlock + 2 * drift * drift
    return BlockEstimate(
      mean: change, variance: variance * Double(moderated.blocks), blocks: moderated.blocks,
      sources: moderated.sources)
  }

  private static func mean(_ values: [Int: Double]) -> Double {
    let sorted = values.sorted { $0.key < $1.key }
    return sorted.isEmpty ? 0 : sorted.reduce(0) { $0 + $1.value } / Double(sorted.count)
  }
}
