package import IIIFBench
package import Results
import Statistics
import Support

/// Whether a repeated run shows what the first one showed.
package struct Reproduction: Sendable {
  /// What the repetition did not have again, one sentence each.
  package let unavailable: [String]
  /// The comparison of the runs; nil if they did other work.
  package let comparison: RunComparison?
  /// Pairs of servers whose order is significant in both runs and opposite.
  package let contradictions: [Contradiction]

  /// A pair of servers whose order changed.
  package struct Contradiction: Hashable, Sendable {
    /// The operation.
    package let operation: String
    /// The source format.
    package let format: SourceFormat
    /// The load.
    package let load: Load
    /// The server that was faster in the first run and slower in the second.
    package let faster: String
    /// The other server.
    package let slower: String
  }

  /// Compares a repetition with its first run.
  package init(of base: BenchmarkResult, by new: BenchmarkResult) {
    comparison = try? RunComparison(base: base, new: new, acrossMachines: true)
    let comparability = Comparability(base: base, new: new)
    unavailable =
      (comparability.refusals + comparability.settings + comparability.warnings).map(\.sentence)
      + Self.provenance(base, new)
    let (before, after) = (Self.orders(base), Self.orders(new))
    contradictions = before.filter { order in
      after.contains(
        Contradiction(
          operation: order.operation, format: order.format, load: order.load,
          faster: order.slower, slower: order.faster))
    }
  }

  /// The rows that changed significantly.
  package var changed: [CellChange] {
    (comparison?.changes ?? []).filter { $0.verdict == .slower || $0.verdict == .faster }
  }

  /// Whether the repetition did the same work and contradicts nothing.
  package var isReproduced: Bool {
    comparison != nil && contradictions.isEmpty && changed.isEmpty
  }

  private static func provenance(_ base: BenchmarkResult, _ new: BenchmarkResult) -> [String] {
    base.servers.flatMap { server -> [String] in
      let label = server.descriptor.label
      guard let other = new.servers.first(where: { $0.descriptor.label == label }) else {
        return ["\(label): not measured again"]
      }
      let keys = Set(server.provenance.keys).union(other.provenance.keys).sorted()
      return keys.compactMap { key in
        let (old, now) = (server.provenance[key] ?? "none", other.provenance[key] ?? "none")
        return old == now ? nil : "\(label), \(key): \(old) in the base, \(now) in the new result"
      }
    }
  }

  /// The significant orders of pairs of servers.
  private static func orders(_ result: BenchmarkResult) -> [Contradiction] {
    Verdicts(result).groups.flatMap { group in
      group.pairs.compactMap { pair -> Contradiction? in
        let (better, worse) = (
          group.servers[pair.better].cell.cell.serverLabel,
          group.servers[pair.worse].cell.cell.serverLabel
        )
        switch pair.comparison?.verdict {
        case .slower:
          return Contradiction(
            operation: group.operation, format: group.format, load: group.load, faster: better,
            slower: worse)
        case .faster:
          return Contradiction(
            operation: group.operation, format: group.format, load: group.load, faster: worse,
            slower: better)
        case .level, .undecided, nil: return nil
        }
      }
    }
  }
}
