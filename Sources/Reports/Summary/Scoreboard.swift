import Decisions
import IIIFBench
import Statistics

/// How often each server is ahead of the others, over all comparisons.
struct Scoreboard {
  /// The comparisons of a server by their outcome.
  struct Score: Hashable {
    var ahead = 0
    var level = 0
    var behind = 0
    var undecided = 0
    var alone = 0
    var absent = 0
  }

  private var scores: [String: Score] = [:]

  init(_ comparisons: [Comparison]) {
    for comparison in comparisons {
      if let leader = comparison.leader {
        scores[leader.cell.serverLabel, default: Score()][keyPath: outcome(of: comparison)] += 1
      }
      for rival in comparison.rivals {
        let outcome: WritableKeyPath<Score, Int> =
          switch rival.verdict {
          case .smaller: \.behind
          case .level, .larger: \.level
          case .undecided: \.undecided
          }
        scores[rival.cell.cell.serverLabel, default: Score()][keyPath: outcome] += 1
      }
      for cell in comparison.absent {
        scores[cell.cell.serverLabel, default: Score()].absent += 1
      }
    }
  }

  /// The score of a server.
  func score(of server: String) -> Score { scores[server] ?? Score() }

  private func outcome(of comparison: Comparison) -> WritableKeyPath<Score, Int> {
    let verdicts = comparison.rivals.map(\.verdict)
    if verdicts.isEmpty { return \.alone }
    if verdicts.contains(.undecided) { return \.undecided }
    return verdicts.allSatisfy { $0 == .smaller } ? \.ahead : \.level
  }
}
