import Decisions
import IIIFBench
import Support

/// The answers at one load.
struct LoadOverview {
  let load: Load
  /// The answer in one sentence.
  let sentence: String
  /// The servers, by operation and source format; nil if the sentence says it all.
  let servers: ComparisonGrid?
  /// The source formats, by server and operation; nil with a single format.
  let formats: ComparisonGrid?

  /// Describes the comparisons of servers and of source formats at a load.
  ///
  /// Without grids there is the sentence alone.
  init(
    _ load: Load, servers: [ComparedCells], formats: [ComparedCells], marks: WorkMarks,
    secondsPerBlock: Double?, hasGrids: Bool
  ) {
    self.load = load
    let figures = servers.filter(\.hasFigures)
    let only = figures.count == 1 ? figures.first : nil
    sentence =
      only.map { comparison in
        let answer = Answer(comparison: comparison, secondsPerBlock: secondsPerBlock)
        return "\(answer.subject): \(answer.sentence)"
      } ?? Self.tally(figures, load)
    self.servers =
      figures.count > 1 && hasGrids
      ? ComparisonGrid(
        title: "Servers at \(load.label)", corner: "operation",
        comparisons: figures.map { ($0.title, $0.format.name, $0) }, marks: marks,
        candidate: \.cell.serverLabel) : nil
    let choices = formats.filter { $0.servers.count > 1 }
    self.formats =
      choices.isEmpty || !hasGrids
      ? nil
      : ComparisonGrid(
        title: "Source formats at \(load.label)", corner: "server",
        comparisons: choices.compactMap { choice in
          choice.servers.first.map { ($0.cell.cell.serverLabel, choice.operation, choice) }
        }, marks: nil, candidate: \.cell.format.name)
  }

  /// How often each server is the best one.
  ///
  /// `At 10 users, a is fastest in 5 of 12 comparisons and b in 3; 4 are open.`
  private static func tally(_ comparisons: [ComparedCells], _ load: Load) -> String {
    let contested = comparisons.filter { $0.servers.count > 1 }
    guard !contested.isEmpty else {
      let names = unique(comparisons.flatMap(\.servers).map(\.cell.cell.serverLabel))
      if names.isEmpty { return "At \(load.label), no server has figures." }
      return "At \(load.label), only \(NameList.text(names)) has figures to compare."
    }
    let decided = contested.filter { cells in cells.openPairs.allSatisfy { $0.better != 0 } }
    let open = contested.filter { cells in cells.openPairs.contains { $0.better == 0 } }
    let count = Quantity.counted(contested.count, "comparison")
    let fastest = counts(decided.flatMap { cells in cells.best.map { cells.name($0) } })
    let ties = decided.contains { $0.best.count > 1 } ? ", ties counted for each" : ""
    let parts = [
      decided.isEmpty
        ? "none of \(count) has a decided winner"
        : "\(words(fastest, first: "is fastest in", of: count))\(ties)",
      openWords(open, isAll: decided.isEmpty),
    ]
    let busy = comparisons.compactMap(\.busyShare).max().map {
      "\(BusyMachine.words) (up to \(Quantity.percent($0)) % of it)"
    }
    return "At \(load.label), "
      + (parts + [busy ?? ""]).filter { !$0.isEmpty }.joined(separator: "; ") + "."
  }

  /// How many comparisons are open; if all are, how often each server has the best figure.
  private static func openWords(_ open: [ComparedCells], isAll: Bool) -> String {
    if open.isEmpty { return "" }
    guard isAll else { return "\(open.count) \(open.count == 1 ? "is" : "are") open" }
    return words(counts(open.map { $0.name(0) }), first: "has the best figure in", of: nil)
  }

  /// How often each name occurs, the most frequent first.
  private static func counts(_ names: [String]) -> [(name: String, count: Int)] {
    unique(names).map { name in (name: name, count: names.count { $0 == name }) }
      .sorted { $0.count > $1.count }
  }

  /// `a is fastest in 5 of 12 comparisons, b in 3 and c in 1`.
  private static func words(
    _ counts: [(name: String, count: Int)], first: String, of total: String?
  ) -> String {
    NameList.text(
      counts.enumerated().map { index, entry in
        index == 0
          ? "\(entry.name) \(first) \(entry.count)\(total.map { " of \($0)" } ?? "")"
          : "\(entry.name) in \(entry.count)"
      })
  }
}

extension ComparedCells {
  fileprivate func name(_ server: Int) -> String { servers[server].cell.cell.serverLabel }
}
