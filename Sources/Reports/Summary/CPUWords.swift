import Decisions
import IIIFBench
import Statistics

/// Describes differences in CPU time for the same work.
struct CPUWords {
  private let comparison: ComparedCells

  init(_ comparison: ComparedCells) { self.comparison = comparison }

  /// A clause for the second best server and for all that are not slower than the best one, if CPU
  /// times differ.
  var clauses: [String] {
    clauses(where: { $0.worse == 1 || $0.isLevel || $0.isOpen })
  }

  /// The clauses for servers that are level with the best one.
  var clausesOfTies: [String] { clauses(where: \.isLevel) }

  private func clauses(where isNamed: (PairVerdict) -> Bool) -> [String] {
    comparison.pairs.filter { $0.better == 0 && isNamed($0) }.compactMap { pair in
      let uses = uses(of: pair)
      guard let first = uses.first else { return nil }
      let (better, worse) = (name(pair.better), name(pair.worse))
      let amounts = uses.map { "\($0.amount) \($0.interval)" }.joined(separator: " and ")
      if pair.isLevel { return "\(worse) has the same speed as \(better) at \(amounts)" }
      guard uses.count == 1 else {
        return "\(worse) takes \(amounts) for \(unit), against \(better)"
      }
      let relation = first.isLess ? "than" : "of"
      return "\(worse) takes \(first.amount) \(relation) \(better) for \(unit) \(first.interval)"
    }
  }

  /// The decided differences in CPU time and in instructions.
  private func uses(
    of pair: PairVerdict
  ) -> [(amount: String, interval: String, isLess: Bool)] {
    [
      (pair.cpu, less: "less CPU", times: "the CPU"),
      (pair.instructions, less: "fewer instructions", times: "the instructions"),
    ].compactMap { comparison, less, times in
      guard let use = decided(comparison) else { return nil }
      let (amount, interval) = RatioText.use(use.ratio, use.interval, less: less, times: times)
      return (amount: amount, interval: interval, isLess: use.ratio < 1)
    }
  }

  private var unit: String {
    comparison.figure == .iterationsPerSecond ? "an iteration" : "an answer"
  }

  /// The use of the worse server over that of the better one; nil if undecided.
  private func decided(_ comparison: CellComparison?) -> CellComparison? {
    guard let result = comparison?.inverse, result.verdict == .slower || result.verdict == .faster
    else { return nil }
    return result
  }

  private func name(_ server: Int) -> String { comparison.servers[server].cell.cell.serverLabel }
}

extension PairVerdict {
  fileprivate var isLevel: Bool { comparison?.verdict == .level }
}
