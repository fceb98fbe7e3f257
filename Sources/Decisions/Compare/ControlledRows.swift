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
    let own = (values(base), values(new))
    let others = controls.map { (values($0.base), values($0.new)) }
    let (before, after) = (ratios(own.0, others.map(\.0)), ratios(own.1, others.map(\.1)))
    guard !before.isEmpty, !after.isEmpty else { return nil }
    let raw =
      mean(own.1.filter { after[$0.key] != nil }) - mean(own.0.filter { before[$0.key] != nil })
    let corrected = mean(after) - mean(before)
    return (
      RunChanges.Row(
        base: before, new: after,
        completions: ([self] + controls).map { candidate in
          let blocks = candidate.base.blocks + candidate.new.blocks
          return blocks.reduce(0) { $0 + figure.completions(of: $1) } / Double(max(1, blocks.count))
        }), raw - corrected
    )
  }

  private func values(_ cell: CellSummary) -> [Int: Double] {
    Dictionary(
      cell.blocks.compactMap { block in
        figure.logarithm(of: block).map { (block.block, $0) }
      }
    ) { first, _ in first }
  }

  /// The values minus the mean of the controls, in the blocks that all have.
  private func ratios(_ own: [Int: Double], _ controls: [[Int: Double]]) -> [Int: Double] {
    let common = own.filter { entry in controls.allSatisfy { $0[entry.key] != nil } }
    return Dictionary(
      uniqueKeysWithValues: common.map { block, value in
        let sum = controls.reduce(0) { $0 + $1[block, default: 0] }
        return (block, value - sum / Double(controls.count))
      })
  }

  private func mean(_ values: [Int: Double]) -> Double {
    let sorted = values.sorted { $0.key < $1.key }
    return sorted.isEmpty ? 0 : sorted.reduce(0) { $0 + $1.value } / Double(sorted.count)
  }

  /// The outcome between runs: different answers always forbid a verdict.
  fileprivate func outcome(_ comparison: CellComparison?) -> CellChange.Outcome {
    if let obstacle { return obstacle }
    if !differences.isEmpty { return .otherWork(differences, comparison) }
    if let comparison { return .decided(comparison) }
    return .unexplained(exp(mean(values(new)) - mean(values(base))))
  }
}

extension Cell {
  /// The cell of another server.
  fileprivate func ofServer(_ label: String) -> Cell {
    let parts = label.split(separator: "@", maxSplits: 1).map(String.init)
    var cell = self
    cell.server = parts[0]
    cell.variant = parts.count > 1 ? parts[1] : ServerDescriptor.defaultVariant
    return cell
  }
}
