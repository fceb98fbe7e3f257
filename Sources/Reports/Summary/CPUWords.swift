import Decisions
import IIIFBench
import Statistics

/// Words what servers need of the processor for the same work.
struct CPUWords {
  private let comparison: ComparedCells

  init(_ comparison: ComparedCells) { self.comparison = comparison }

  /// A clause for the second best server, and for all that are not decided to be slower than the
  /// best one, where CPU times differ.
  var clauses: [String] {
    comparison.pairs.filter { $0.better == 0 }.compactMap { pair in
      let isLevel = pair.comparison?.verdict == .level
      guard pair.worse == 1 || isLevel || pair.isOpen, let cpu = cpu(of: pair) else { return nil }
      let (amount, interval) = RatioText.cpu(cpu.ratio, cpu.interval)
      let (better, worse) = (name(pair.better), name(pair.worse))
      if isLevel { return "\(worse) has the same speed as \(better) at \(amount) \(interval)" }
      let relation = cpu.ratio < 1 ? "than" : "of"
      return "\(worse) takes \(amount) \(relation) \(better) for \(unit) \(interval)"
    }
  }

  private var unit: String {
    comparison.figure == .iterationsPerSecond ? "an iteration" : "an answer"
  }

  /// The CPU time of the worse server over that of the better one; nil where it is not decided.
  private func cpu(of pair: PairVerdict) -> CellComparison? {
    guard let result = pair.cpu?.inverse, result.verdict == .slower || result.verdict == .faster
    else { return nil }
    return result
  }

  private func name(_ server: Int) -> String { comparison.servers[server].cell.cell.serverLabel }
}
