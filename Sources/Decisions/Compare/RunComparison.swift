import Foundation
package import IIIFBench
package import Results
package import Statistics
import Support

/// The comparison of the servers of one run with those of another.
///
/// Runs differ by the day. Servers that did not change between the runs are the controls, whose change
/// is subtracted; without a control there is no verdict.
package struct RunComparison: Sendable {
  /// The labels of the compared servers.
  package let servers: [String]
  /// The labels of the controls of each server; empty without a control.
  package let controls: [String: [String]]
  /// The rows, by operation, format and load, then by server.
  package let changes: [CellChange]
  /// The mean change of each server over its decided rows.
  package let means: [String: CellComparison]
  /// The mean change of the controls, which was subtracted, as a ratio; nil without a control.
  package let controlChange: Double?
  /// The median difference that the rows detect in 9 of 10 runs, 0.06 for 6 %; nil without a verdict.
  package let resolution: Double?
  /// Cells that only one of the results has.
  package let onlyInBase: [Cell]
  /// Cells that only the new result has.
  package let onlyInNew: [Cell]
  /// The differences between the results.
  package let comparability: Comparability

  /// Compares two results.
  ///
  /// The compared servers are those that changed; if none did, each server is compared with the others
  /// as its controls.
  ///
  /// - Parameters:
  ///   - control: The labels of the controls; empty for all servers that did not change.
  ///   - acrossMachines: Whether other machines and settings are accepted, then without verdicts.
  /// - Throws: ``NotComparable`` with all reasons, ``UnknownServer`` for an unknown control.
  package init(
    base: BenchmarkResult, new: BenchmarkResult, control: [String] = [],
    acrossMachines: Bool = false
  ) throws {
    let comparability = Comparability(base: base, new: new)
    var reasons = comparability.refusals.map(\.sentence)
    if !acrossMachines { reasons += comparability.settings.map(\.sentence) }
    let pairing = try ServerPairing(base: base, new: new, control: control)
    if pairing.common.isEmpty {
      reasons.append(
        "servers: \(base.servers.map(\.descriptor.label).joined(separator: ", ")) in the base, "
          + "\(new.servers.map(\.descriptor.label).joined(separator: ", ")) in the new result")
    }
    guard reasons.isEmpty else { throw NotComparable(reasons: reasons) }
    let sides = RunSides(
      base: ResultSummary(base), new: ResultSummary(new),
      hasVerdicts: comparability.settings.isEmpty)
    let candidates = sides.candidates(of: pairing.subjects)
    guard !candidates.isEmpty else {
      throw NotComparable(reasons: ["no cell of a compared server is in both results"])
    }
    let decided = ControlledRows(candidates, sides: sides, pairing: pairing)
    self.comparability = comparability
    servers = pairing.subjects
    controls = Dictionary(
      uniqueKeysWithValues: pairing.subjects.map { ($0, pairing.controls(of: $0)) })
    changes = decided.changes
    means = decided.means
    controlChange = decided.controlChange
    let comparisons = decided.changes.compactMap { change -> CellComparison? in
      if case .decided(let comparison) = change.outcome { comparison } else { nil }
    }
    resolution = median(
      comparisons.map { $0.resolution(blocks: $0.estimate.blocks) }.filter(\.isFinite))
    onlyInBase = sides.only(in: \.base, notIn: \.new)
    onlyInNew = sides.only(in: \.new, notIn: \.base)
  }
}

/// The servers that two results have in common: which changed, and which are controls.
struct ServerPairing {
  /// The labels in both results.
  let common: [String]
  /// The labels of the compared servers.
  let subjects: [String]
  private let unchanged: [String]

  init(base: BenchmarkResult, new: BenchmarkResult, control: [String]) throws(UnknownServer) {
    let others = Dictionary(new.servers.map { ($0.descriptor.label, $0) }) { first, _ in first }
    let shared = base.servers.filter { others[$0.descriptor.label] != nil }
    let labels = shared.map(\.descriptor.label)
    for label in control where !labels.contains(label) {
      throw UnknownServer(label: label, known: labels)
    }
    let same = shared.filter { server in
      others[server.descriptor.label].map { server.isSame(as: $0) } ?? false
    }.map(\.descriptor.label)
    let fixed = control.isEmpty ? same : control
    let changed = labels.filter { !fixed.contains($0) }
    common = labels
    unchanged = fixed
    subjects = changed.isEmpty && control.isEmpty ? labels : changed
  }

  /// The controls of a server: those that did not change, except itself.
  func controls(of label: String) -> [String] { unchanged.filter { $0 != label } }
}

extension ServerRecord {
  /// Whether two records are of the same program with the same settings.
  func isSame(as other: ServerRecord) -> Bool {
    descriptor == other.descriptor && runtime == other.runtime && api == other.api
      && provenance == other.provenance
  }
}

/// The summaries of two results.
struct RunSides {
  let base: ResultSummary
  let new: ResultSummary
  /// Whether machine and settings are the same, so that verdicts are allowed.
  let hasVerdicts: Bool

  /// The pairs of cells of servers, in the order of the base.
  func candidates(of servers: [String]) -> [ChangeCandidate] {
    let others = Dictionary(new.cells.map { ($0.cell, $0) }) { first, _ in first }
    return base.cells.filter { servers.contains($0.cell.serverLabel) }.compactMap { cell in
      guard let other = others[cell.cell],
        cell.state != .unsupported || other.state != .unsupported
      else { return nil }
      return ChangeCandidate(
        server: cell.cell.serverLabel, base: cell, new: other, labels: ("base", "new"),
        starts: (base.judgedStarts, new.judgedStarts))
    }
  }

  /// The cells of one side that the other lacks.
  func only(
    in side: KeyPath<RunSides, ResultSummary>, notIn other: KeyPath<RunSides, ResultSummary>
  ) -> [Cell] {
    let known = Set(self[keyPath: other].cells.map(\.cell))
    return self[keyPath: side].cells.map(\.cell).filter { !known.contains($0) }
  }
}
