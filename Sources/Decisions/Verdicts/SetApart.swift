package import Results
import IIIFBench

/// A reason not to compare the figure of a server with those of others.
package enum SetApart: Hashable, Sendable {
  /// Too many requests failed.
  case errors(share: Double)
  /// Images have another size than requested, by more than rounding.
  case pixelSize(width: Int, height: Int)
  /// Answers come from a cache.
  case cached
  /// Most answers are the unchanged source file.
  case passedThrough
  /// No answer was completed within a window.
  case unfinished

  /// The share of failed requests, or of images of another size, at which a server is set apart: one
  /// in 1,000.
  package static let tolerance = 0.001

  /// The reasons to set a cell apart.
  ///
  /// - Parameters:
  ///   - cell: The cell.
  ///   - figure: The figure by which it would be compared.
  ///   - starts: The inspections after starts; empty for servers whose caches are wanted.
  package static func reasons(
    for cell: CellSummary, comparing figure: ComparedFigure, starts: [StartRecord]
  ) -> [SetApart] {
    var reasons: [SetApart] = []
    if cell.errorShare >= tolerance { reasons.append(.errors(share: cell.errorShare)) }
    if isCached(cell.cell, starts) { reasons.append(.cached) }
    let answers = ServerAnswers(server: cell.cell.serverLabel, cells: [cell])
    if answers?.share(where: \.isPassedThrough) ?? 0 > 0.5 { reasons.append(.passedThrough) }
    if let size = answers?.mostFrequent(where: \.isOfAnotherSize, from: tolerance) {
      reasons.append(.pixelSize(width: size.extraWidth, height: size.extraHeight))
    }
    if !cell.blocks.contains(where: { figure.logarithm(of: $0) != nil }) {
      reasons.append(.unfinished)
    }
    return reasons
  }

  private static func isCached(_ cell: Cell, _ starts: [StartRecord]) -> Bool {
    starts.contains { start in
      start.server == cell.serverLabel
        && start.caches.contains { $0.format == cell.format && $0.isCached }
    }
  }
}

extension AnswerTraits {
  /// Whether the size differs by more than rounding.
  fileprivate var isOfAnotherSize: Bool { abs(extraWidth) > 1 || abs(extraHeight) > 1 }
}
