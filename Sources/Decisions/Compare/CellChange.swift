package import IIIFBench
import Results
package import Statistics

/// One operation, source format and load of a comparison: the figures of both sides, and what they
/// show.
package struct CellChange: Sendable {
  /// The operation.
  package let operation: String
  /// The source format.
  package let format: SourceFormat
  /// The load.
  package let load: Load
  /// The figure that is compared.
  package let figure: ComparedFigure
  /// The server that is compared.
  package let server: String
  /// The cell of the base.
  package let base: CellSummary
  /// The cell that is compared with it.
  package let new: CellSummary
  /// What the figures show.
  package let outcome: Outcome

  /// What the figures of two cells show; ratios are new over base, above 1 if new is faster.
  package enum Outcome: Sendable {
    /// A verdict.
    case decided(CellComparison)
    /// The answers differ, so the figures are not of the same work; with the ratio of the figures.
    case otherWork([WorkDifference], CellComparison?)
    /// A side is not comparable, with the reasons.
    case apart([Apart])
    /// A side was not measured: its label and the reason.
    case absent(String, String)
    /// The figures changed, but no control says why: the ratio.
    case unexplained(Double)
  }

  /// A side that is not comparable.
  package struct Apart: Hashable, Sendable {
    /// The side's label.
    package let label: String
    /// The reasons.
    package let reasons: [SetApart]
  }

  /// The verdict; nil without one.
  package var verdict: CellComparison.Verdict? {
    if case .decided(let comparison) = outcome { comparison.verdict } else { nil }
  }

  /// Whether the blocks show neither a difference nor that the two are level.
  package var isOpen: Bool { verdict == .undecided }

  /// Whether the new side is slower by more than a share, with its whole interval.
  package func isSlower(byMoreThan share: Double) -> Bool {
    guard case .decided(let comparison) = outcome, comparison.verdict == .slower else {
      return false
    }
    return comparison.interval.upperBound < 1 - share
  }
}

/// Two cells of a comparison before a verdict: what forbids one, or the values.
struct ChangeCandidate {
  let server: String
  let base: CellSummary
  let new: CellSummary
  let figure: ComparedFigure
  let obstacle: CellChange.Outcome?
  let differences: [WorkDifference]

  /// Pairs two cells of the same operation, source format and load.
  ///
  /// - Parameters:
  ///   - labels: The names of the sides.
  ///   - starts: The inspections of each side.
  init(
    server: String, base: CellSummary, new: CellSummary, labels: (base: String, new: String),
    starts: (base: [StartRecord], new: [StartRecord])
  ) {
    (self.server, self.base, self.new) = (server, base, new)
    let figure = ComparedFigure(
      load: base.cell.load, cells: [base, new].filter { $0.state == .measured })
    self.figure = figure
    let sides = [(labels.base, base, starts.base), (labels.new, new, starts.new)]
    if let missing = sides.first(where: { $0.1.state != .measured }) {
      obstacle = .absent(missing.0, missing.1.reason ?? missing.1.state.rawValue)
      differences = []
      return
    }
    let reasons = sides.map { SetApart.reasons(for: $0.1, comparing: figure, starts: $0.2) }
    let shared = Set(reasons[0]).intersection(reasons[1]).filter(\.isComparableWhenShared)
    let apart = zip(sides, reasons).compactMap { side, reasons -> CellChange.Apart? in
      let own = reasons.filter { !shared.contains($0) }
      return own.isEmpty ? nil : CellChange.Apart(label: side.0, reasons: own)
    }
    obstacle = apart.isEmpty ? nil : .apart(apart)
    let answers = sides.compactMap { ServerAnswers(server: $0.0, cells: [$0.1]) }
    differences =
      answers.count < 2
      ? []
      : WorkAspect.allCases.filter(\.decidesWork).compactMap { WorkDifference($0, among: answers) }
  }

  /// The row with its outcome.
  func change(_ outcome: CellChange.Outcome) -> CellChange {
    CellChange(
      operation: base.cell.operation, format: base.cell.format, load: base.cell.load,
      figure: figure, server: server, base: base, new: new, outcome: outcome)
  }
}

extension SetApart {
  /// Whether two cells are comparable if both have this reason: both did the same other work.
  fileprivate var isComparableWhenShared: Bool {
    switch self {
    case .pixelSize, .cached, .passedThrough: true
    case .errors, .unfinished: false
    }
  }
}
