import Decisions
import IIIFBench
import Statistics

/// How the comparisons of each server ended.
struct Scoreboard {
  /// The comparisons of a server by their outcome.
  struct Score: Hashable {
    /// Nobody is faster.
    var best = 0
    /// Somebody is faster.
    var behind = 0
    /// Nobody is known to be faster, and a pair is open.
    var open = 0
    /// Not compared, for a reason.
    var apart = 0
    /// Without another server to compare with.
    var alone = 0
    /// Without a figure.
    var absent = 0
  }

  private var scores: [String: Score] = [:]

  init(_ comparisons: [ComparedCells]) {
    for comparison in comparisons {
      for index in comparison.servers.indices {
        count(comparison.servers[index].cell, Self.outcome(of: index, in: comparison))
      }
      for entry in comparison.apart { count(entry.cell, \.apart) }
      for cell in comparison.absent { count(cell, \.absent) }
    }
  }

  /// The score of a server.
  func score(of server: String) -> Score { scores[server] ?? Score() }

  private mutating func count(_ cell: CellSummary, _ outcome: WritableKeyPath<Score, Int>) {
    scores[cell.cell.serverLabel, default: Score()][keyPath: outcome] += 1
  }

  private static func outcome(
    of server: Int, in comparison: ComparedCells
  ) -> WritableKeyPath<Score, Int> {
    if comparison.servers.count == 1 { return \.alone }
    if comparison.servers[server].places.lowerBound > 1 { return \.behind }
    let isOpen = comparison.openPairs.contains { $0.better == server || $0.worse == server }
    return isOpen ? \.open : \.best
  }
}
