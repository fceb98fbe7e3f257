import IIIFBench
package import Results
package import Statistics
import Support

/// The comparison of servers or variants of one run with a baseline, paired by blocks.
///
/// All rows of all servers are one family of tests.
package struct PairedChanges: Sendable {
  /// The label of the baseline.
  package let baseline: String
  /// The compared servers, in the order of the run.
  package let servers: [String]
  /// The rows, by operation, format and load, then by server.
  package let changes: [CellChange]
  /// The mean change of each server over its decided rows.
  package let means: [String: CellComparison]
  /// The level of the family.
  package let level: Double
  /// The number of blocks of the run.
  package let blocks: Int

  /// Compares servers of a result with one of them.
  ///
  /// - Throws: ``UnknownServer`` for a label that the result does not have.
  package init(
    _ result: BenchmarkResult, baseline: String, servers chosen: [String]
  ) throws(UnknownServer) {
    let known = result.servers.map(\.descriptor.label)
    for label in [baseline] + chosen where !known.contains(label) {
      throw UnknownServer(label: label, known: known)
    }
    let summary = ResultSummary(result)
    let level = Verdicts.level(of: result.study.blocks)
    let candidates = summary.groups.flatMap { group in
      Self.candidates(in: group, baseline: baseline, servers: chosen, starts: summary.judgedStarts)
    }
    let places = candidates.indices.filter { candidates[$0].obstacle == nil }
    let rows = places.map { candidates[$0].pairedRow }
    let usable = zip(places, rows).filter { $0.1 != nil }
    let groups = chosen.map { label in
      usable.filter { candidates[$0.0].server == label }
    }
    let family = ComparisonFamily(
      pairs: groups.map { $0.compactMap(\.1) }, level: level, margin: summary.margin)
    var comparisons: [Int: CellComparison] = [:]
    for (group, results) in zip(groups, family.comparisons) {
      for (row, result) in zip(group, results) { comparisons[row.0] = result }
    }
    self.baseline = baseline
    self.servers = chosen
    self.level = level
    blocks = Set(result.cells.filter { $0.state == .measured }.map(\.block)).count
    let works = PairWorks(summary)
    changes = candidates.enumerated().map { index, candidate in
      candidate.change(candidate.outcome(comparisons[index], works))
    }
    means = Dictionary(
      zip(chosen, chosen.indices).compactMap { label, pair in
        family.mean(ofPair: pair).map { (label, $0) }
      }
    ) { first, _ in first }
  }

  /// Compares the other variants of a server with it, or all other servers if it has no variants.
  ///
  /// - Throws: ``UnknownServer``.
  package init(
    _ result: BenchmarkResult, variantsOf baseline: String
  ) throws(UnknownServer) {
    let others = result.servers.map(\.descriptor).filter { $0.label != baseline }
    let name = baseline.prefix { $0 != "@" }
    let variants = others.filter { $0.name == name }
    try self.init(
      result, baseline: baseline,
      servers: (variants.isEmpty ? others : variants).map(\.label))
  }

  private static func candidates(
    in group: ResultSummary.Group, baseline: String, servers: [String], starts: [StartRecord]
  ) -> [ChangeCandidate] {
    unique(group.cells.map(\.cell.load)).flatMap { load -> [ChangeCandidate] in
      let cells = group.cells.filter { $0.cell.load == load }
      guard let base = cells.first(where: { $0.cell.serverLabel == baseline }) else { return [] }
      return servers.compactMap { label in
        guard let new = cells.first(where: { $0.cell.serverLabel == label }),
          base.state != .unsupported || new.state != .unsupported
        else { return nil }
        return ChangeCandidate(
          server: label, base: base, new: new, labels: (baseline, label), starts: (starts, starts))
      }
    }
  }
}

/// A label that no server of a result has.
package struct UnknownServer: Error, Hashable, Sendable, CustomStringConvertible {
  /// The label.
  package let label: String
  /// The labels of the result.
  package let known: [String]

  /// Creates an error.
  package init(label: String, known: [String]) { (self.label, self.known) = (label, known) }

  /// The label and the known ones.
  package var description: String { unknownName("server in this result", label, among: known) }
}

extension ChangeCandidate {
  /// The log ratios of the common blocks, new over base; nil without one.
  fileprivate var pairedRow: PairedCell? {
    PairTable.row(new, base, figure) { $0.logarithm(of: $1) }
  }

  /// The outcome in one run: different answers forbid a verdict only if their price may explain the
  /// distance.
  fileprivate func outcome(
    _ comparison: CellComparison?, _ works: PairWorks
  ) -> CellChange.Outcome {
    if let obstacle { return obstacle }
    guard let comparison else {
      return .absent(server, "the two have no block in common")
    }
    let work = works.work(of: new, comparedWith: base, figure, comparison)
    return differences.isEmpty || work?.stands ?? true
      ? .decided(comparison) : .otherWork(differences, comparison)
  }
}
