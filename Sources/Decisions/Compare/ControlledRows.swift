import Foundation
import IIIFBench
import Results
import Statistics
import Support

/// Decides the rows of two runs with their controls.
struct ControlledRows {
  let changes: [CellChange]
  let means: [String: CellComparison]
  let controlChange: Double?

  init(_ candidates: [ChangeCandidate], sides: RunSides, pairing: ServerPairing) {
    let cells = Dictionary(
      sides.candidates(of: pairing.common).map { ($0.base.cell, $0) }
    ) { first, _ in first }
    let rows = candidates.map { candidate -> (row: RunChanges.Row, control: Double)? in
      guard candidate.obstacle == nil, sides.hasVerdicts else { return nil }
      let controls = pairing.controls(of: candidate.server).compactMap { label in
        cells[candidate.base.cell.ofServer(label)]
      }.filter { $0.obstacle == nil && $0.differences.isEmpty }
      return controls.isEmpty ? nil : candidate.row(controls)
    }
    let groups = pairing.subjects.map { label in
      candidates.indices.filter { candidates[$0].server == label && rows[$0] != nil }
    }
    let family = RunChanges(groups.map { $0.compactMap { rows[$0]?.row } })
    var comparisons: [Int: CellComparison] = [:]
    for (group, results) in zip(groups, family.comparisons) {
      for (index, result) in zip(group, results) { comparisons[index] = result }
    }
    changes = candidates.enumerated().map { index, candidate in
      candidate.change(candidate.outcome(comparisons[index]))
    }
    means = Dictionary(
      zip(pairing.subjects, family.means).compactMap { label, mean in mean.map { (label, $0) } }
    ) { first, _ in first }
    let shifts = rows.compactMap { $0?.control }
    controlChange = shifts.isEmpty ? nil : exp(shifts.reduce(0, +) / Double(shifts.count))
  }
}

extension ChangeCandidate {
  /// The log ratios to the mean of the controls in both runs, and the change of the controls; nil
  /// without a common block.
  fileprivate func row(_ controls: [ChangeCandidate]) -> (row: RunChanges.Row, control: Double)? {
    let own = (BlockValues(base, figure), BlockValues(new, figure))
    let others = controls.map { (BlockValues($0.base, figure), BlockValues($0.new, figure)) }
    let (before, after) = (
      own.0.corrected(by: others.map(\.0)), own.1.corrected(by: others.map(\.1))
    )
    guard !before.values.isEmpty, !after.values.isEmpty else { return nil }
    let raw = own.1.mean(in: after) - own.0.mean(in: before)
    let corrected = after.mean(in: after) - before.mean(in: before)
    return (
      RunChanges.Row(
        base: before.values, new: after.values,
        completions: ([self] + controls).map { candidate in
          let blocks = candidate.base.blocks + candidate.new.blocks
          return blocks.reduce(0) { $0 + figure.completions(of: $1) } / Double(max(1, blocks.count))
        }), raw - corrected
    )
  }

  /// The outcome between runs: different answers always forbid a verdict.
  fileprivate func outcome(_ comparison: CellComparison?) -> CellChange.Outcome {
    if let obstacle { return obstacle }
    if !differences.isEmpty { return .otherWork(differences, comparison) }
    if let comparison { return .decided(comparison) }
    let (before, after) = (BlockValues(base, figure), BlockValues(new, figure))
    return .unexplained(exp(after.mean(in: after) - before.mean(in: before)))
  }
}
