import Results
import IIIFBench

/// The cells of one operation, source format and load, split into comparable ones and others.
struct ComparisonCandidates {
  let operation: String
  let format: SourceFormat
  let load: Load
  let figure: ComparedFigure
  let usesCaches: Bool
  /// The comparable cells, from the best to the worst.
  let ranked: [CellSummary]
  let apart: [ComparedCells.Apart]
  let absent: [CellSummary]

  /// Splits cells of servers whose caches are all wanted, or all unwanted; nil without one.
  init?(_ cells: [CellSummary], starts: [StartRecord], usesCaches: Bool) {
    guard let first = cells.first?.cell else { return nil }
    let measured = cells.filter { $0.state == .measured }
    let figure = ComparedFigure(load: first.load, cells: measured)
    let judged = measured.map { cell in
      ComparedCells.Apart(
        cell: cell,
        reasons: SetApart.reasons(for: cell, comparing: figure, starts: starts))
    }
    (operation, format, load) = (first.operation, first.format, first.load)
    self.figure = figure
    self.usesCaches = usesCaches
    ranked = judged.filter(\.reasons.isEmpty).map(\.cell).map { cell in
      (cell: cell, mean: Self.mean(of: cell, figure))
    }.sorted { $0.mean > $1.mean }.map(\.cell)
    apart = judged.filter { !$0.reasons.isEmpty }
    absent = cells.filter { $0.state != .measured }
  }

  /// The mean logarithm of the figure over the blocks.
  private static func mean(of cell: CellSummary, _ figure: ComparedFigure) -> Double {
    let values = cell.blocks.compactMap(figure.logarithm)
    return values.isEmpty ? -.infinity : values.reduce(0, +) / Double(values.count)
  }
}
