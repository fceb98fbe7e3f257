import Decisions
import IIIFBench
import Results
import Statistics

/// Formats the changes of a comparison.
enum ChangeText {
  /// The figure with half of its interval: `287/s ± 4 %`.
  static func figure(of cell: CellSummary, _ figure: ComparedFigure) -> String {
    guard cell.state == .measured else { return Quantity.none }
    let spread =
      switch figure {
      case .answersPerSecond: cell.throughput
      case .iterationsPerSecond: cell.iterationThroughput
      case .responseTime: cell.medianResponseTime
      }
    let text = FigureText.short(of: cell, figure)
    guard let interval = spread?.interval, interval.lowerBound > 0 else { return text }
    let half = (interval.upperBound / interval.lowerBound).squareRoot() - 1
    return half < 1
      ? "\(text) ± \(Quantity.percent(half)) %"
      : "\(text) ± a factor of \(Quantity.number(half + 1))"
  }

  /// The outcome of a row.
  static func text(of change: CellChange) -> String {
    switch change.outcome {
    case .decided(let comparison): return text(of: comparison)
    case .otherWork(let differences, let comparison):
      let parts = differences.map { difference in
        let camps = difference.others + [difference.majority].compactMap(\.self)
        let order = [change.base, change.new].map(\.cell.serverLabel) + ["base", "new"]
        let sorted = camps.sorted { rank($0, order) < rank($1, order) }
        return "\(difference.aspect.title) \(sorted.map(\.value.text).joined(separator: " → "))"
      }
      let ratio = comparison.map { " (\(plain($0.ratio)))" } ?? ""
      return
        "\(TerminalLayout.workMark) not the same work: \(parts.joined(separator: ", "))\(ratio)"
    case .apart(let sides):
      return sides.map { side in
        "not compared: \(side.label): \(side.reasons.map(\.text).joined(separator: ", "))"
      }.joined(separator: "; ")
    case .absent(let label, let reason): return "not compared: \(label): \(reason)"
    case .unexplained(let ratio): return "\(plain(ratio)), cause unknown: no control"
    }
  }

  /// `7 % slower (4–10 %)`, `level within 5 %`, or `open: between …`.
  static func text(of comparison: CellComparison) -> String {
    let (ratio, interval) = (comparison.ratio, comparison.interval)
    switch comparison.verdict {
    case .slower: return RatioText.slower(ratio, interval)
    case .faster: return RatioText.faster(ratio, interval)
    case .level: return "level within \(RatioText.margin(comparison.margin))"
    case .undecided:
      return comparison.estimate.blocks > 1
        ? "open: \(RatioText.between(interval))" : "open: one block decides nothing"
    }
  }

  /// A ratio without an interval: `7 % slower`, `2.40 times faster`.
  static func plain(_ ratio: Double) -> String {
    let factor = max(ratio, 1 / ratio)
    let word = ratio < 1 ? "slower" : "faster"
    if factor >= 2 { return "\(Quantity.number(factor)) times \(word)" }
    return "\(Quantity.percent(abs(ratio - 1))) % \(word)"
  }

  private static func rank(_ camp: WorkDifference.Camp, _ order: [String]) -> Int {
    camp.servers.compactMap { order.firstIndex(of: $0) }.min() ?? order.count
  }
}
