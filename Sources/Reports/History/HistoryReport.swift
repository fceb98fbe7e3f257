package import Decisions
import IIIFBench
import Results
import Statistics

/// The history of servers as texts, tables and charts.
package struct HistoryReport: Sendable {
  let history: RunHistory

  /// Prepares a history.
  package init(_ history: RunHistory) { self.history = history }

  /// How to read the tables.
  static let legend =
    "The ratio is that of a server to the control, a server that is the same in all runs, so that the "
    + "day and the machine cancel; 'since' is the change of that ratio since the run before. A step is a "
    + "significant change; it is confirmed if the run after it differs as well."

  /// The machine and the dates of a group in one line.
  static func title(of group: RunHistory.Group) -> String {
    let host = group.runs[0].result.host
    let dates = [group.runs[0], group.runs[group.runs.count - 1]].map {
      Timestamp.text($0.result.started)
    }
    return "\(Quantity.counted(group.runs.count, "run")) of \(group.runs[0].result.study.name) on "
      + "\(Quantity.counted(host.processors, "processor")) of \(host.processor), "
      + (dates[0] == dates[1] ? dates[0] : "\(dates[0]) to \(dates[1])")
  }

  /// The controls of a group in one line.
  static func control(of group: RunHistory.Group) -> String {
    let names = Set(group.controls.values.joined()).sorted()
    return names.isEmpty
      ? "There is no control, a server that is the same in all runs, so changes are not decided."
      : "Control: \(NameList.text(names))."
  }

  static let headings = ["date", "version", "figure", "ratio to control", "since", "step"]

  /// The rows of a series, one per run.
  static func rows(of series: RunHistory.Series) -> [[String]] {
    series.points.map { point in
      [
        String(Timestamp.text(point.date).dropLast(4)), point.version,
        ChangeText.figure(of: point.cell, series.figure),
        point.ratio.map { ratio in
          let half = (ratio.interval.upperBound / ratio.interval.lowerBound).squareRoot() - 1
          let spread = half.isFinite && half < 1 ? " ± \(Quantity.percent(half)) %" : ""
          return Quantity.number(ratio.value) + spread
        } ?? Quantity.none,
        point.change.map { ChangeText.text(of: $0) } ?? "", point.step?.word ?? "",
      ]
    }
  }

  /// The label of a series.
  static func label(of series: RunHistory.Series) -> String { series.cell.label }

  /// The steps of all series, the most certain first, one line each.
  package var steps: [String] {
    history.groups.flatMap { group in
      group.series.flatMap { series in
        series.points.compactMap { point -> String? in
          guard let step = point.step, step != .refuted, let change = point.change else {
            return nil
          }
          return "\(step.word): \(series.cell.label) became \(ChangeText.text(of: change)) with "
            + "\(point.version), \(Timestamp.text(point.date))"
        }
      }
    }
  }
}

extension RunHistory.Step {
  /// The step in tables.
  var word: String {
    switch self {
    case .confirmed: "step"
    case .unconfirmed: "step?"
    case .refuted: "not confirmed"
    }
  }
}
