import Decisions
import IIIFBench
import Statistics

/// Words what is known of pairs that are open, and what would decide them.
struct OpenWords {
  let comparison: ComparedCells

  /// Blocks that one can still ask for.
  private static let mostBlocks = 21

  /// Pairs behind the best server that have clauses of their own.
  private static let mostBehind = 2

  /// A clause for each open pair of the best server, and for the others where they are few; one
  /// for all of them where no pair has two blocks.
  var clauses: [String] {
    let open = comparison.openPairs
    guard !open.isEmpty else { return [] }
    guard open.contains(where: isRepeated) else { return ["not decided: that takes two blocks"] }
    let behind = open.filter { $0.better > 0 }
    guard behind.count > Self.mostBehind else { return open.map(clause) }
    return open.filter { $0.better == 0 }.map(clause)
      + ["\(behind.count) pairs of the others are not decided"]
  }

  private func isRepeated(_ pair: PairVerdict) -> Bool {
    pair.comparison.map { $0.estimate.blocks > 1 } ?? false
  }

  /// `not decided: b is between 4 % slower and 7 % faster than a; 3 more blocks would tell 5 %`.
  private func clause(_ pair: PairVerdict) -> String {
    let (better, worse) = (name(pair.better), name(pair.worse))
    guard let result = pair.comparison, isRepeated(pair) else {
      return "not decided: \(worse) and \(better) do not have two blocks in common"
    }
    return "not decided: \(worse) is \(RatioText.between(result.interval)) than \(better); "
      + Self.advice(result)
  }

  private static func advice(_ result: CellComparison) -> String {
    let blocks = result.estimate.blocks
    let limit = max(mostBlocks, 2 * blocks)
    guard let needed = result.blocksForMargin(limit: limit) else {
      return "\(limit) blocks would tell \(RatioText.difference(result.resolution(blocks: limit)))"
    }
    guard needed > blocks else {
      return "these \(blocks) blocks tell "
        + RatioText.difference(result.resolution(blocks: blocks)) + " in nine of ten runs"
    }
    return "\(Quantity.counted(needed - blocks, "more block")) would tell 5 %"
  }

  private func name(_ server: Int) -> String { comparison.servers[server].cell.cell.serverLabel }
}
