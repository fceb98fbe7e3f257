import IIIFBench
import Results
import Statistics

/// Finds the difference of work of all pairs of servers.
struct PairWorks {
  private let audit: EquivalenceAudit
  private let prices: EncodingPrices
  private let descriptors: [String: ServerDescriptor]

  init(_ summary: ResultSummary) {
    audit = EquivalenceAudit(summary)
    prices = EncodingPrices(costs: summary.encodingCosts, starts: summary.starts)
    descriptors = Dictionary(summary.servers.map { ($0.descriptor.label, $0.descriptor) }) {
      first, _ in first
    }
  }

  /// The comparison with the difference of work of each pair.
  func added(to cells: ComparedCells) -> ComparedCells {
    guard let group = audit.group(operation: cells.operation, format: cells.format) else {
      return cells
    }
    let aspects = group.differences.filter(\.aspect.decidesWork)
    guard !aspects.isEmpty else { return cells }
    var cells = cells
    for index in cells.pairs.indices {
      cells.pairs[index].work = work(of: cells.pairs[index], in: cells, group, aspects)
    }
    return cells
  }

  /// The difference of work of a server from another one in the same cell, without prices that copies
  /// have measured; nil if it is equal.
  func work(
    of cell: CellSummary, comparedWith other: CellSummary, _ figure: ComparedFigure,
    _ comparison: CellComparison
  ) -> PairWork? {
    let (own, base) = (cell.cell, other.cell)
    guard let group = audit.group(operation: own.operation, format: own.format) else { return nil }
    let aspects = group.differences.filter(\.aspect.decidesWork)
    let differences = Self.differences(aspects, own.serverLabel, base.serverLabel)
    guard !differences.isEmpty, !isCopy(own.serverLabel, of: base.serverLabel) else { return nil }
    let bounds = bounded(cell, other, figure, group)
    return PairWork(
      differences: differences, basis: bounds == nil ? .unknown : .bounded, correction: bounds,
      comparison: comparison)
  }

  private func work(
    of pair: PairVerdict, in cells: ComparedCells, _ group: EquivalenceAudit.Group,
    _ aspects: [WorkDifference]
  ) -> PairWork? {
    let (worse, better) = (cells.label(pair.worse), cells.label(pair.better))
    let differences = Self.differences(aspects, worse, better)
    // Between a server and its copy with another quality, the difference is what is measured.
    guard !differences.isEmpty, !isCopy(worse, of: better) else { return nil }
    let bounds = bounded(
      cells.servers[pair.worse].cell, cells.servers[pair.better].cell, cells.figure, group)
    let (basis, correction) =
      measured(pair, in: cells, aspects).map { basis, interval in
        // Few blocks may leave more open than the costs do; both hold.
        (basis, bounds.flatMap(interval.intersection) ?? interval)
      } ?? (bounds == nil ? .unknown : .bounded, bounds)
    return PairWork(
      differences: differences, basis: basis, correction: correction,
      comparison: pair.comparison)
  }

  private static func differences(
    _ aspects: [WorkDifference], _ worse: String, _ better: String
  ) -> [PairWork.Difference] {
    aspects.compactMap { aspect in
      guard let own = aspect.value(of: worse), let other = aspect.value(of: better), own != other
      else { return nil }
      return PairWork.Difference(aspect: aspect.aspect, worse: own, better: other)
    }
  }

  /// The factor between one of the two servers and the same server with the other's encoding, if that
  /// was measured.
  private func measured(
    _ pair: PairVerdict, in cells: ComparedCells, _ aspects: [WorkDifference]
  ) -> (PairWork.Basis, ClosedRange<Double>)? {
    for (server, other) in [(pair.better, pair.worse), (pair.worse, pair.better)] {
      let twin = cells.servers.indices.first { index in
        index != server && index != other && isCopy(cells.label(index), of: cells.label(server))
          && Self.differences(aspects, cells.label(index), cells.label(other)).isEmpty
      }
      guard let twin, let known = cells.pair(server, twin), let comparison = known.comparison,
        comparison.estimate.blocks > 1
      else { continue }
      let basis = PairWork.Basis.measured(on: cells.label(server), as: cells.label(twin))
      // The better server's figure over its twin's, or the twin's over the worse server's.
      let numerator = server == pair.better ? server : twin
      let result = numerator == known.worse ? comparison : comparison.inverse
      return (basis, result.interval)
    }
    return nil
  }

  /// Whether two servers differ only in their JPEG quality.
  private func isCopy(_ label: String, of other: String) -> Bool {
    guard let first = descriptors[label], var second = descriptors[other] else { return false }
    guard first.jpegQuality != second.jpegQuality else { return false }
    (second.variant, second.jpegQuality) = (first.variant, first.jpegQuality)
    return first == second
  }

  /// The bounds of the factor; nil if they are unknown.
  ///
  /// In an open loop, response times grow faster than the work if a queue builds up: no bound on the
  /// work bounds them.
  private func bounded(
    _ worse: CellSummary, _ better: CellSummary, _ figure: ComparedFigure,
    _ group: EquivalenceAudit.Group
  ) -> ClosedRange<Double>? {
    guard figure != .responseTime, let own = party(worse, group), let other = party(better, group),
      let factor = prices.factor(
        of: own, encodingLike: other, operation: worse.cell.operation)
    else { return nil }
    return (1 / factor.upperBound)...(1 / factor.lowerBound)
  }

  private func party(
    _ cell: CellSummary, _ group: EquivalenceAudit.Group
  ) -> EncodingPrices.Party? {
    group.answers.first { $0.server == cell.cell.serverLabel }.map {
      EncodingPrices.Party(
        label: $0.server, answers: $0, answersPerSecond: cell.throughput?.mean ?? 0)
    }
  }
}

extension ComparedCells {
  /// The server's name, or `name@variant`.
  fileprivate func label(_ index: Int) -> String { servers[index].cell.cell.serverLabel }
}

extension ClosedRange<Double> {
  /// The common part of two ranges; nil if there is none.
  fileprivate func intersection(_ other: ClosedRange<Double>) -> ClosedRange<Double>? {
    overlaps(other) ? clamped(to: other) : nil
  }
}
