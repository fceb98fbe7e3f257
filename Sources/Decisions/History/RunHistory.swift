package import Foundation
package import IIIFBench
package import Results
package import Statistics
import Support

/// The figures of servers over several runs, as ratios to servers that did not change.
package struct RunHistory: Sendable {
  /// Runs of the same work on the same machine, by date.
  package let groups: [Group]

  /// A run with the place from which it was read.
  package struct Run: Sendable {
    /// The file or folder.
    package let source: String
    /// The result.
    package let result: BenchmarkResult

    /// Creates a run.
    package init(source: String, result: BenchmarkResult) {
      (self.source, self.result) = (source, result)
    }
  }

  /// Comparable runs.
  package struct Group: Sendable {
    /// The runs, by date.
    package let runs: [Run]
    /// The labels of the controls of each server; empty without a control.
    package let controls: [String: [String]]
    /// One series per server, operation, format and load.
    package let series: [Series]
  }

  /// A cell over the runs.
  package struct Series: Sendable {
    /// The cell.
    package let cell: Cell
    /// The figure.
    package let figure: ComparedFigure
    /// Its points, by date; a run without the cell has none.
    package internal(set) var points: [Point]
  }

  /// A cell in one run.
  package struct Point: Sendable {
    /// The index of the run in its group.
    package let run: Int
    /// When the run began.
    package let date: Date
    /// The server's version.
    package let version: String
    /// The cell.
    package let cell: CellSummary
    /// The ratio to the control, and its interval over the blocks; nil without a control.
    package internal(set) var ratio: (value: Double, interval: ClosedRange<Double>)?
    /// The change since the previous point; nil without a control, and for the first point.
    package internal(set) var change: CellComparison?
    /// Whether the change is a step.
    package internal(set) var step: Step?
  }

  /// A significant change between neighbouring runs.
  package enum Step: Hashable, Sendable {
    /// The next run shows it as well.
    case confirmed
    /// There is no next run yet.
    case unconfirmed
    /// The next run does not show it.
    case refuted
  }

  /// Orders runs by date and compares neighbours.
  ///
  /// - Parameters:
  ///   - runs: The runs, in any order.
  ///   - control: The labels of the controls; empty for all servers that never changed.
  package init(_ runs: [Run], control: [String] = []) {
    var groups: [[Run]] = []
    for run in runs.sorted(by: { $0.result.started < $1.result.started }) {
      let index = groups.firstIndex { group in
        let difference = Comparability(base: group[0].result, new: run.result)
        return difference.refusals.isEmpty && difference.settings.isEmpty
      }
      if let index { groups[index].append(run) } else { groups.append([run]) }
    }
    self.groups = groups.map { HistoryGroup(runs: $0, control: control).group }
  }

  private init(groups: [Group]) { self.groups = groups }

  /// The history of some servers.
  package func only(_ servers: [String]) -> RunHistory {
    RunHistory(
      groups: groups.compactMap { group in
        let series = group.series.filter { servers.contains($0.cell.serverLabel) }
        return series.isEmpty
          ? nil : Group(runs: group.runs, controls: group.controls, series: series)
      })
  }
}
