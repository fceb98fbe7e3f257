import Decisions
import Support
import Results
import IIIFBench
import Statistics

/// The servers of one operation, source format and load against the one that is ahead.
struct Comparison {
  /// The figure by which servers are compared.
  enum Measure {
    /// Right answers per second, for closed loops.
    case throughput
    /// The median response time, for open loops, where every server that keeps up has the same
    /// throughput.
    case responseTime
  }

  /// A server behind the one that is ahead, or level with it.
  struct Rival {
    /// The server.
    var cell: CellSummary
    /// Its figure over that of the leader, turned so that less than 1 is slower; nil without a
    /// block in common.
    var ratio: Ratio?
    /// What the ratio says.
    var verdict: Ratio.Verdict
  }

  /// Differences by less than this do not matter to anyone.
  static let margin = 0.05

  /// The operation.
  let operation: String
  /// The source format.
  let format: SourceFormat
  /// The load.
  let load: Load
  /// The figure by which they are compared.
  let measure: Measure
  /// The server that is ahead; nil when none gave a right answer.
  let leader: CellSummary?
  /// The other servers, from fast to slow.
  let rivals: [Rival]
  /// Cells without a figure: unsupported, failed, or without a right answer.
  let absent: [CellSummary]

  /// Compares cells of one operation, source format and load.
  init?(_ cells: [CellSummary]) {
    guard let first = cells.first?.cell else { return nil }
    let measure: Measure =
      if case .concurrency = first.load { .throughput } else { .responseTime }
    let ranked = cells.compactMap { cell in
      Self.speed(of: cell, measure).map { (cell: cell, speed: $0) }
    }.sorted { $0.speed > $1.speed }.map(\.cell)
    let names = Set(ranked.map(\.cell))
    (operation, format, load) = (first.operation, first.format, first.load)
    self.measure = measure
    leader = ranked.first
    absent = cells.filter { !names.contains($0.cell) }
    rivals = ranked.dropFirst().map { rival in
      let ratio = ranked.first.flatMap { Self.ratio(of: rival, to: $0, measure) }
      return Rival(
        cell: rival, ratio: ratio, verdict: ratio?.verdict(margin: Self.margin) ?? .undecided)
    }
  }

  /// All comparisons of a result, in its order.
  static func comparisons(in summary: ResultSummary) -> [Comparison] {
    summary.groups.flatMap { group in
      unique(group.cells.map(\.cell.load)).compactMap { load in
        Comparison(group.cells.filter { $0.cell.load == load })
      }
    }
  }

  /// What is greater for the faster server.
  private static func speed(of cell: CellSummary, _ measure: Measure) -> Double? {
    guard cell.requests > 0 else { return nil }
    switch measure {
    case .throughput: return cell.throughput.map(\.median).flatMap { $0 > 0 ? $0 : nil }
    case .responseTime: return cell.medianResponseTime.map { 1 / max($0.median, 1) }
    }
  }

  private static func ratio(
    of rival: CellSummary, to leader: CellSummary, _ measure: Measure
  ) -> Ratio? {
    let (mine, theirs) = (speeds(of: rival, measure), speeds(of: leader, measure))
    let blocks = mine.keys.filter { theirs[$0] != nil }.sorted()
    return Ratio(of: blocks.compactMap { mine[$0] }, to: blocks.compactMap { theirs[$0] })
  }

  private static func speeds(of cell: CellSummary, _ measure: Measure) -> [Int: Double] {
    let speeds = cell.blocks.compactMap { block -> (Int, Double)? in
      switch measure {
      case .throughput: return (block.block, block.throughput)
      case .responseTime:
        return block.responseTime.map { (block.block, 1 / Double(max($0.p50, 1))) }
      }
    }
    return Dictionary(speeds.filter { $0.1 > 0 }, uniquingKeysWith: { first, _ in first })
  }
}
