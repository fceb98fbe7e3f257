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
      guard let cpu = cpu(of: pair) else { return nil }
      let (amount, interval) = RatioText.cpu(cpu.ratio, cpu.interval)
      let (better, worse) = (name(pair.better), name(pair.worse))
      if pair.isLevel { return "\(worse) has the same speed as \(better) at \(amount) \(interval)" }
      let relation = cpu.ratio < 1 ? "than" : "of"
      return "\(worse) takes \(amount) \(relation) \(better) for \(unit) \(interval)"
    }
  }

  private var unit: String {
    comparison.figure == .iterationsPerSecond ? "an iteration" : "an answer"
  }

  /// The CPU time of the worse server over that of the better one; nil if undecided.
  private func cpu(of pair: PairVerdict) -> CellComparison? {
    guard let result = pair.cpu?.inverse, result.verdict == .slower || result.verdict == .faster
    else { return nil }
    return result
  }

  private func name(_ server: Int) -> String { comparison.servers[server].cell.cell.serverLabel }
}

extension PairVerdict {
  fileprivate var isLevel: Bool { comparison?.verdict == .level }
}
