package import IIIFBench
import Results

/// What the figures of a cell say against the measurement itself.
package struct CellFinding: Sendable {
  /// The cells that it is about.
  package let cells: [Cell]
  /// What it is.
  package let kind: Kind

  /// Kinds of findings.
  package enum Kind: Hashable, Sendable {
    /// Throughput times mean response time over the number of users is not 1.
    case littlesLaw(Double)
    /// The load ended before the last counted answer had come.
    case loadEndedEarly
    /// CPU seconds of the server for one second in which only other servers were measured.
    case idleCPU(Double)
    /// A server became faster or slower within its windows: the factor, with its interval.
    case windowDrift(Double, ClosedRange<Double>)
    /// A server became faster or slower from the first to the last cell of a start.
    case startDrift(Double, ClosedRange<Double>)
  }

  /// How far Little's product may be off 1 after a number of answers.
  ///
  /// The answers whose times are known are not quite those that fill the window, so that the product
  /// of few answers scatters by about their times' deviation over the root of their number.
  package static func littlesMargin(answers: Double) -> Double {
    max(0.03, 1 / max(1, answers).squareRoot())
  }

  /// The share of a processor that an idle server may use.
  package static let idleMargin = 0.01
  /// The least change over a start that matters, as a logarithm.
  static let driftMargin = 0.02

  /// All findings of a summary.
  package static func findings(in summary: ResultSummary) -> [CellFinding] {
    summary.cells.flatMap(single) + DriftTests(summary).findings
  }

  private static func single(_ cell: CellSummary) -> [CellFinding] {
    let completions = cell.blocks.compactMap(\.completion)
    var kinds: [Kind] = []
    let answers = completions.reduce(0) { $0 + $1.answers }
    if let product = mean(completions.compactMap(\.littlesLaw)),
      abs(product - 1) > littlesMargin(answers: answers)
    {
      kinds.append(.littlesLaw(product))
    }
    if completions.contains(where: \.loadEndedEarly) { kinds.append(.loadEndedEarly) }
    if let share = mean(cell.blocks.compactMap(\.serverIdleCPUShare)), share > idleMargin {
      kinds.append(.idleCPU(share))
    }
    return kinds.map { CellFinding(cells: [cell.cell], kind: $0) }
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
