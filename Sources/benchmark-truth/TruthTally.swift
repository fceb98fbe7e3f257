import Foundation

/// Counts what runs said against what is true.
struct TruthTally: Sendable {
  /// Runs of two copies that are alike.
  var equal: [TruthRun] = []
  /// Runs with the slower copy.
  var slower: [TruthRun] = []

  /// Comparisons of the two copies that are alike.
  var equalPairs: [TruthRun.Pair] { equal.flatMap(\.pairs) }

  /// Those of them that are said to differ.
  var falseAlarms: Int { equalPairs.count(where: \.isDifference) }

  /// Runs in which any of them is said to differ.
  var runsWithFalseAlarm: Int { equal.count { $0.pairs.contains(where: \.isDifference) } }

  /// Intervals of the two copies that hold 1.
  var equalHeld: Int { equalPairs.count { $0.interval.contains(1) } }

  /// What is known of the slower copy in one cell.
  struct SlowerCell: Sendable {
    var cell: String
    /// The geometric mean of the ratio over all runs.
    var ratio: Double
    var comparisons: Int
    var found: Int
    /// Comparisons that say the opposite.
    var opposite: Int
    /// Intervals that hold the mean of all runs.
    var held: Int
  }

  /// The cells of the slower copy.
  var slowerCells: [SlowerCell] {
    Dictionary(grouping: slower.flatMap(\.pairs), by: \.cell).map { cell, pairs in
      let mean = exp(pairs.reduce(0) { $0 + log($1.ratio) } / Double(pairs.count))
      return SlowerCell(
        cell: cell, ratio: mean, comparisons: pairs.count,
        found: pairs.count { $0.words == .slower }, opposite: pairs.count { $0.words == .faster },
        held: pairs.count { $0.interval.contains(mean) })
    }.sorted { $0.ratio > $1.ratio }
  }

  /// The figures up to now in one line.
  var summary: String {
    let cells = slowerCells
    let found = cells.reduce(0) { $0 + $1.found }
    let all = cells.reduce(0) { $0 + $1.comparisons }
    return "\(falseAlarms) false alarms of \(equalPairs.count), slower found \(found) of \(all)"
  }
}

/// What the same precision costs when servers alternate, and when they follow each other.
struct OrderCost: Sendable {
  let alternating: TruthRun
  let sequential: TruthRun

  /// The requests for a precision with alternation, over those without: the variance of a block times
  /// its requests.
  var share: Double {
    func cost(_ run: TruthRun) -> Double {
      log(1 + run.noise) * log(1 + run.noise) * Double(run.requests) / Double(max(1, run.blocks))
    }
    return cost(alternating) / cost(sequential)
  }

  /// Both in one line.
  var summary: String {
    String(
      format: "noise %.1f %% alternating, %.1f %% sequential, cost %.2f", 100 * alternating.noise,
      100 * sequential.noise, share)
  }
}
