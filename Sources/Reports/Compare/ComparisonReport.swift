package import Decisions
package import Results
import IIIFBench
import Statistics

/// A comparison as texts: what was compared, the rows, and the outcome.
package struct ComparisonReport: Sendable {
  /// The compared sides, in one line.
  let title: String
  /// What limits the comparison, one sentence each.
  let notes: [String]
  /// The rows.
  let rows: [Row]
  /// The mean changes and the numbers of verdicts, one line each.
  let conclusion: [String]
  /// The rows as values.
  let changes: [CellChange]
  /// The kind of the comparison.
  let kind: Kind

  /// The kinds of comparisons.
  enum Kind: String, Encodable {
    /// Both sides were measured in the blocks of one run.
    case sameRun
    /// Two runs with servers that did not change.
    case controlled
    /// Two runs without one; there are no verdicts.
    case uncontrolled
  }

  /// One row.
  struct Row: Sendable {
    /// Server, operation, format and load; the server only if there are several.
    let label: [String]
    /// The figure of the base with its variation.
    let base: String
    /// The figure of the other side.
    let new: String
    /// The change in words.
    let change: String
    /// Whether it is a verdict "slower".
    let isSlower: Bool
  }

  /// The columns of labels.
  let labels: [String]

  /// Describes a comparison within a run.
  package init(_ comparison: PairedChanges, of result: BenchmarkResult) {
    let others = comparison.servers.joined(separator: ", ")
    self.init(
      title:
        "\(comparison.baseline) (base) and \(others) in one run, \(Timestamp.text(result.started)), "
        + "\(Quantity.counted(comparison.blocks, "block")), paired",
      kind: .sameRun,
      notes: (result.tool.build == .debug ? [Self.debugBuild] : [])
        + (comparison.blocks < 2 ? ["One block decides nothing; run at least two."] : []),
      changes: comparison.changes, servers: comparison.servers, means: comparison.means,
      level: comparison.level)
  }

  /// Describes a comparison of two runs.
  package init(_ comparison: RunComparison, base: BenchmarkResult, new: BenchmarkResult) {
    let controls = comparison.controls.values.contains { !$0.isEmpty }
    self.init(
      title:
        "base \(Timestamp.text(base.started)) and new \(Timestamp.text(new.started)), two runs",
      kind: controls && comparison.controlChange != nil ? .controlled : .uncontrolled,
      notes: Self.versions(comparison.servers, base, new) + Self.control(comparison)
        + (base.tool.build == .debug || new.tool.build == .debug ? [Self.debugBuild] : [])
        + comparison.comparability.settings.map { "Not the same setting: \($0.sentence)." }
        + comparison.comparability.warnings.map { "Differs: \($0.sentence)." }
        + Self.missing(comparison.onlyInBase, "base")
        + Self.missing(comparison.onlyInNew, "new result"),
      changes: comparison.changes, servers: comparison.servers, means: comparison.means, level: 0.05
    )
  }

  private init(
    title: String, kind: Kind, notes: [String], changes: [CellChange], servers: [String],
    means: [String: CellComparison], level: Double
  ) {
    (self.title, self.kind, self.notes, self.changes) = (title, kind, notes, changes)
    let several = servers.count > 1
    labels = (several ? ["server"] : []) + ["operation", "format", "load"]
    rows = changes.map { change in
      Row(
        label: (several ? [change.server] : [])
          + [change.operation, change.format.name, change.load.label],
        base: ChangeText.figure(of: change.base, change.figure),
        new: ChangeText.figure(of: change.new, change.figure), change: ChangeText.text(of: change),
        isSlower: change.verdict == .slower)
    }
    conclusion =
      Self.means(servers, means, changes) + [Self.counts(changes, kind: kind, level: level)]
  }

  private static let debugBuild =
    "A debug build measured this: its load generator is slow and takes CPU time from the servers."

  private static func versions(
    _ servers: [String], _ base: BenchmarkResult, _ new: BenchmarkResult
  ) -> [String] {
    servers.compactMap { label in
      let versions = [base, new].compactMap { result in
        result.servers.first { $0.descriptor.label == label }?.descriptor.version
      }
      guard versions.count == 2 else { return nil }
      return versions[0] == versions[1]
        ? "\(label) \(versions[0])."
        : "\(label): \(versions[0]) in the base, \(versions[1]) in the new result."
    }
  }

  private static func control(_ comparison: RunComparison) -> [String] {
    guard let change = comparison.controlChange else {
      return [
        "There is no control, a server that is the same in both runs, so nothing says whether a "
          + "server or the machine changed. Add one with --server, or compare both builds in one run "
          + "(run --set)."
      ]
    }
    let names = Set(comparison.controls.values.joined()).sorted()
    let seen = comparison.resolution.map {
      "; changes from \(RatioText.difference($0)) on are detected"
    }
    let moved = Quantity.percent(abs(change - 1))
    return [
      "Control: \(NameList.text(names)), which became \(moved) % \(change < 1 ? "slower" : "faster") "
        + "from run to run; this is subtracted\(seen ?? "")."
    ]
  }

  private static func missing(_ cells: [Cell], _ side: String) -> [String] {
    guard !cells.isEmpty else { return [] }
    return ["Only in the \(side): \(NameList.text(cells.map(\.label), limit: 4))."]
  }

  private static func means(
    _ servers: [String], _ means: [String: CellComparison], _ changes: [CellChange]
  ) -> [String] {
    servers.compactMap { label in
      let count = changes.count { $0.server == label && $0.verdict != nil }
      guard let mean = means[label], count > 1 else { return nil }
      let name = servers.count > 1 ? "\(label): " : ""
      return "\(name)geometric mean of \(Quantity.counted(count, "cell")): "
        + ChangeText.text(of: mean)
    }
  }

  private static func counts(_ changes: [CellChange], kind: Kind, level: Double) -> String {
    let verdicts = changes.compactMap(\.verdict)
    let count = { (verdict: CellComparison.Verdict) in verdicts.count { $0 == verdict } }
    guard !verdicts.isEmpty else {
      return "No verdict on \(Quantity.counted(changes.count, "cell"))"
    }
    let without = changes.count - verdicts.count
    return "\(count(.slower)) slower, \(count(.faster)) faster, \(count(.level)) level, "
      + "\(count(.undecided)) open\(without > 0 ? ", \(without) without a verdict" : ""); at most "
      + "\(Quantity.percent(level)) % of the differences are expected to be false"
  }
}
