import Foundation

/// Counts correct and wrong verdicts of runs.
struct TruthTally: Sendable {
  private(set) var runs: [TruthRun] = []

  /// Adds a run.
  mutating func take(_ run: TruthRun) { runs.append(run) }

  /// Comparisons of the identical copies.
  var equal: [TruthRun.Pair] { runs.flatMap(\.pairs).filter { !$0.isSlower } }

  /// Comparisons of the identical copies that are reported as different.
  var falseAlarms: Int { equal.count { $0.words == .slower || $0.words == .faster } }

  /// Runs with at least one such comparison.
  var runsWithFalseAlarm: Int {
    runs.count { run in
      run.pairs.contains { !$0.isSlower && ($0.words == .slower || $0.words == .faster) }
    }
  }

  /// Intervals of the identical copies that contain 1.
  var equalHeld: Int { equal.count { $0.interval.contains(1) } }

  /// The results for the slower copy in one cell.
  struct SlowerCell: Sendable {
    var cell: String
    /// The geometric mean of the ratio over all runs.
    var ratio: Double
    var comparisons: Int
    var found: Int
    /// Comparisons that report the slower copy as faster.
    var opposite: Int
    /// Intervals that contain the mean of all runs.
    var held: Int
  }

  /// The cells of the slower copy, compared with both others.
  var slower: [SlowerCell] {
    let pairs = runs.flatMap(\.pairs).filter(\.isSlower)
    return Dictionary(grouping: pairs, by: \.cell).map { cell, pairs in
      let mean = exp(pairs.reduce(0) { $0 + log($1.ratio) } / Double(pairs.count))
      return SlowerCell(
        cell: cell, ratio: mean, comparisons: pairs.count,
        found: pairs.count { $0.words == .slower }, opposite: pairs.count { $0.words == .faster },
        held: pairs.count { $0.interval.contains(mean) })
    }.sorted { $0.ratio > $1.ratio }
  }

  /// The current figures in one line.
  var summary: String {
    let found = slower.reduce(0) { $0 + $1.found }
    let all = slower.reduce(0) { $0 + $1.comparisons }
    let last = runs.last
    return "\(falseAlarms) false alarms of \(equal.count), slower found \(found) of \(all), "
      + "\(last?.blocks ?? 0) blocks in \(Int(last?.seconds ?? 0)) s, "
      + String(format: "noise %.1f %%", 100 * (last?.noise ?? .nan))
  }
}

/// The cost of the same precision with alternating and with sequential order.
struct OrderCost: Sendable {
  let alternating: TruthRun
  let sequential: TruthRun

  /// The cost with alternating order divided by the cost with sequential order; the cost is the variance
  /// of a block times its requests.
  var share: Double {
    func cost(_ run: TruthRun) -> Double {
      log(1 + run.noise) * log(1 + run.noise) * Double(run.requests) / Double(max(1, run.blocks))
    }
    return cost(alternating) / cost(sequential)
  }

  /// A one-line summary.
  var summary: String {
    String(
      format: "noise %.1f %% alternating, %.1f %% sequential, cost %.2f", 100 * alternating.noise,
      100 * sequential.noise, share)
  }
}
