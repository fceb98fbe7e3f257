import Foundation
import IIIFBench
import Results
import Statistics
import Support

/// Builds the series of comparable runs.
struct HistoryGroup {
  private let runs: [RunHistory.Run]
  private let cells: [[Cell: CellSummary]]
  private let order: [Cell]
  private let unchanged: [String]

  init(runs: [RunHistory.Run], control: [String]) {
    self.runs = runs
    let summaries = runs.map { ResultSummary($0.result) }
    cells = summaries.map { summary in
      Dictionary(summary.cells.map { ($0.cell, $0) }) { first, _ in first }
    }
    order = unique(summaries.flatMap { $0.cells.map(\.cell) })
    let labels = unique(runs.flatMap { $0.result.servers.map(\.descriptor.label) })
    let records = Dictionary(
      uniqueKeysWithValues: labels.map { label in
        (
          label,
          runs.compactMap { run in
            run.result.servers.first { $0.descriptor.label == label }
          }
        )
      })
    let constant = labels.filter { label in
      guard let all = records[label], let first = all.first else { return false }
      return all.allSatisfy { $0.isSame(as: first) }
    }
    // A control of few runs would leave the others without one.
    let most = constant.compactMap { records[$0]?.count }.max() ?? 0
    let same = constant.filter { records[$0]?.count == most && (most > 1 || runs.count == 1) }
    unchanged = control.isEmpty ? same : control.filter(labels.contains)
  }

  /// The group with its series.
  var group: RunHistory.Group {
    let servers = unique(order.map(\.serverLabel))
    let changed = servers.filter { !unchanged.contains($0) }
    let subjects = changed.isEmpty ? servers : changed
    let controls = Dictionary(
      uniqueKeysWithValues: subjects.map { label in (label, unchanged.filter { $0 != label }) })
    var series = order.filter { subjects.contains($0.serverLabel) }.compactMap { cell in
      self.series(of: cell)
    }
    for label in subjects {
      let own = series.indices.filter { series[$0].cell.serverLabel == label }
      addRatios(to: &series, own, controls: controls[label] ?? [])
    }
    addChanges(to: &series, servers: subjects, controls: controls)
    return RunHistory.Group(runs: runs, controls: controls, series: series)
  }

  private func series(of cell: Cell) -> RunHistory.Series? {
    let measured = runs.indices.compactMap { index -> RunHistory.Point? in
      guard let summary = cells[index][cell], summary.state == .measured else { return nil }
      let result = runs[index].result
      let record = result.servers.first { $0.descriptor.label == cell.serverLabel }
      return RunHistory.Point(
        run: index, date: result.started, version: record?.descriptor.version ?? "",
        cell: summary)
    }
    guard !measured.isEmpty else { return nil }
    let figure = ComparedFigure(load: cell.load, cells: measured.map(\.cell))
    return RunHistory.Series(cell: cell, figure: figure, points: measured)
  }

  /// The control-corrected values of a point by block; nil without a control in the same cell.
  private func values(
    _ point: RunHistory.Point, _ series: RunHistory.Series, _ controls: [String]
  ) -> BlockValues? {
    let others = controls.compactMap { cells[point.run][series.cell.ofServer($0)] }
      .filter { $0.state == .measured }
    guard !others.isEmpty, others.count == controls.count else { return nil }
    let corrected = BlockValues(point.cell, series.figure)
      .corrected(by: others.map { BlockValues($0, series.figure) })
    return corrected.values.isEmpty ? nil : corrected
  }

  /// Adds the ratios to the control, with intervals whose noise is pooled over the server's points.
  private func addRatios(
    to series: inout [RunHistory.Series], _ own: [Int], controls: [String]
  ) {
    let places = own.flatMap { index in
      series[index].points.indices.map { (series: index, point: $0) }
    }
    let rows = places.compactMap { place -> ((series: Int, point: Int), BlockRow)? in
      let entry = series[place.series]
      return values(entry.points[place.point], entry, controls)
        .flatMap { BlockRow(values: $0.values) }.map { (place, $0) }
    }
    for (row, figure) in zip(rows, CellFigures(rows.map(\.1)).figures) {
      series[row.0.series].points[row.0.point].ratio = (figure.value, figure.interval)
    }
  }

  /// Compares each point with the previous one and, for its confirmation, the next with that one.
  private func addChanges(
    to series: inout [RunHistory.Series], servers: [String], controls: [String: [String]]
  ) {
    let neighbours = changes(in: series, servers, controls, distance: 1)
    let confirmations = changes(in: series, servers, controls, distance: 2)
    for (key, change) in neighbours {
      series[key.series].points[key.point].change = change
      guard change.verdict == .slower || change.verdict == .faster else { continue }
      let isLast = key.point == series[key.series].points.count - 1
      let next = confirmations[Key(series: key.series, point: key.point + 1)]
      series[key.series].points[key.point].step =
        isLast || next == nil
        ? .unconfirmed : next?.verdict == change.verdict ? .confirmed : .refuted
    }
  }

  private struct Key: Hashable {
    let series: Int
    let point: Int
  }

  /// The changes of points since the points some places before, as one family.
  private func changes(
    in series: [RunHistory.Series], _ servers: [String], _ controls: [String: [String]],
    distance: Int
  ) -> [Key: CellComparison] {
    let groups = servers.map { label -> [(key: Key, row: RunChanges.Row)] in
      series.indices.filter { series[$0].cell.serverLabel == label }.flatMap { index in
        series[index].points.indices.dropFirst(distance).compactMap { point in
          row(series[index], from: point - distance, to: point, controls[label] ?? [])
            .map { (Key(series: index, point: point), $0) }
        }
      }
    }
    let family = RunChanges(groups.map { $0.map(\.row) })
    return Dictionary(
      zip(groups, family.comparisons).flatMap { group, results in
        zip(group, results).map { ($0.key, $1) }
      }
    ) { first, _ in first }
  }

  private func row(
    _ series: RunHistory.Series, from first: Int, to second: Int, _ controls: [String]
  ) -> RunChanges.Row? {
    let points = [series.points[first], series.points[second]]
    let corrected = points.compactMap { values($0, series, controls) }
    guard corrected.count == 2 else { return nil }
    let blocks = points.flatMap(\.cell.blocks)
    let own = blocks.reduce(0) { $0 + series.figure.completions(of: $1) }
    let others = controls.map { label -> Double in
      let blocks = points.flatMap { cells[$0.run][series.cell.ofServer(label)]?.blocks ?? [] }
      return blocks.reduce(0) { $0 + series.figure.completions(of: $1) }
        / Double(max(1, blocks.count))
    }
    return RunChanges.Row(
      base: corrected[0].values, new: corrected[1].values,
      completions: [own / Double(max(1, blocks.count))] + others)
  }
}
