package import IIIFBench
import Results

/// A sign in the figures of cells that the measurement is not sound.
package struct CellFinding: Sendable {
  /// The affected cells.
  package let cells: [Cell]
  /// The kind of finding.
  package let kind: Kind

  /// Kinds of findings.
  package enum Kind: Hashable, Sendable {
    /// Throughput times mean response time over the number of users, if it is not 1.
    case littlesLaw(Double)
    /// The load ended before the last counted answer.
    case loadEndedEarly
    /// CPU seconds of the server per second while only other servers were measured.
    case idleCPU(Double)
    /// The share of the machine's processors that other programs used in the windows.
    case otherPrograms(Double)
    /// The share of the machine's processors that other machines used in the windows.
    case steal(Double)
    /// A server became faster or slower within its windows, by this factor with its interval.
    case windowDrift(Double, ClosedRange<Double>)
    /// A server became faster or slower from the first to the last cell of a start, by this factor with
    /// its interval.
    case startDrift(Double, ClosedRange<Double>)
  }

  /// The accepted deviation of Little's product from 1 after a number of answers.
  ///
  /// The answers with known times are not exactly those that fill the window. The product of few
  /// answers therefore scatters by the deviation of their times over the root of their number.
  package static func littlesMargin(answers: Double) -> Double {
    max(0.03, 1 / max(1, answers).squareRoot())
  }

  /// The accepted use of a processor by an idle server.
  package static let idleMargin = 0.01
  /// The smallest relevant change over a start, as a logarithm.
  static let driftMargin = 0.02

  /// All findings of a summary.
  package static func findings(in summary: ResultSummary) -> [CellFinding] {
    summary.cells.flatMap(single) + DriftTests(summary).findings
  }

  private static func single(_ cell: CellSummary) -> [CellFinding] {
    let completions = cell.blocks.map(\.completion)
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
    let loads = cell.blocks.compactMap(\.otherLoad)
    if let share = mean(loads.compactMap(\.programs)), share > OtherLoad.remarkable {
      kinds.append(.otherPrograms(share))
    }
    if let share = mean(loads.map(\.steal)), share > OtherLoad.remarkable {
      kinds.append(.steal(share))
    }
    return kinds.map { CellFinding(cells: [cell.cell], kind: $0) }
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
