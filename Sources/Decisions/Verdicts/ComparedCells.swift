package import IIIFBench
import Results
import Statistics

/// The comparison of all servers for one operation, source format and load.
package struct ComparedCells: Sendable {
  /// The operation.
  package let operation: String
  /// The source format.
  package let format: SourceFormat
  /// The load.
  package let load: Load
  /// The figure by which they are compared.
  package let figure: ComparedFigure
  /// Whether the servers' caches are wanted; such servers are compared only with each other.
  package let usesCaches: Bool
  /// The largest difference that counts as level; 0.05 is 5 %.
  package let margin: Double
  /// The compared servers, from the best to the worst.
  package let servers: [Standing]
  /// All pairs of them.
  package internal(set) var pairs: [PairVerdict]
  /// Servers with figures that are not compared.
  package let apart: [Apart]
  /// Unsupported and failed cells.
  package let absent: [CellSummary]

  /// A compared server.
  package struct Standing: Sendable {
    /// Its cell.
    package let cell: CellSummary
    /// Its possible places.
    package let places: ClosedRange<Int>
  }

  /// A server that is set apart.
  package struct Apart: Sendable {
    /// Its cell.
    package let cell: CellSummary
    /// Why.
    package let reasons: [SetApart]
  }

  /// The pair of two servers by their indices; nil if these are equal.
  package func pair(_ first: Int, _ second: Int) -> PairVerdict? {
    pairs.first { $0.better == min(first, second) && $0.worse == max(first, second) }
  }

  /// The share of the machine that other programs and machines used while the compared servers were
  /// measured, if it makes the verdicts doubtful.
  package var busyShare: Double? {
    servers.compactMap(\.cell.otherLoad).max().flatMap { $0 > OtherLoad.busy ? $0 : nil }
  }

  /// The open pairs, which further blocks may decide.
  package var openPairs: [PairVerdict] { pairs.filter(\.isOpen) }

  /// The best server and those that are level with it and with each other, by index.
  package var best: [Int] { level(servers.indices).first ?? [] }

  /// Splits servers into groups in which all pairs are level, in their order.
  package func level(_ indices: some Sequence<Int>) -> [[Int]] {
    indices.reduce(into: []) { groups, server in
      let index = groups.firstIndex { group in
        group.allSatisfy { pair($0, server)?.comparison?.verdict == .level }
      }
      if let index { groups[index].append(server) } else { groups.append([server]) }
    }
  }
}

extension ComparedCells {
  /// Combines candidates with the verdicts on their pairs.
  init(
    _ candidates: ComparisonCandidates, margin: Double,
    comparison: (_ worse: CellSummary, _ better: CellSummary) -> CellComparison?,
    cpu: (_ worse: CellSummary, _ better: CellSummary) -> CellComparison?,
    instructions: (_ worse: CellSummary, _ better: CellSummary) -> CellComparison?
  ) {
    let ranked = candidates.ranked
    let pairs = ranked.indices.flatMap { better in
      ranked.indices.dropFirst(better + 1).map { worse in
        PairVerdict(
          better: better, worse: worse, comparison: comparison(ranked[worse], ranked[better]),
          cpu: cpu(ranked[worse], ranked[better]),
          instructions: instructions(ranked[worse], ranked[better]))
      }
    }
    let decided = pairs.compactMap { pair -> (Int, Int)? in
      switch pair.comparison?.verdict {
      case .slower: (pair.better, pair.worse)
      case .faster: (pair.worse, pair.better)
      case .level, .undecided, nil: nil
      }
    }
    let places = Places(count: ranked.count, better: decided).ranges
    self.init(
      operation: candidates.operation, format: candidates.format, load: candidates.load,
      figure: candidates.figure, usesCaches: candidates.usesCaches, margin: margin,
      servers: zip(ranked, places).map { Standing(cell: $0, places: $1) }, pairs: pairs,
      apart: candidates.apart, absent: candidates.absent)
  }
}
