import Decisions
import Results
import IIIFBench

/// Response times over percentiles, a panel for each operation, source format and load.
struct PercentileSection {
  var model: ReportModel

  var html: HTML {
    let figures = model.summary.groups.flatMap { group in
      model.detailedLoads(of: group).compactMap { figure(group, $0) }
    }
    guard !figures.isEmpty else { return .empty }
    return """
      <section id="percentiles"><h2>Percentiles of response time</h2>
      <p class="note">The share of answers that came within a time, over all blocks, with the range of the \
      blocks' own curves. The level axis \
      gives every further nine the same room; the upright axis begins at zero.\
      \(DetailNote(model: model).html)</p>
      <div class="grid">\(figures.joined(separator: "\n"))</div>
      </section>
      """
  }

  private func figure(_ group: ResultSummary.Group, _ load: Load) -> HTML? {
    let cells = group.cells.filter { $0.cell.load == load && $0.responseTime != nil }
    let answers = cells.compactMap { $0.responseTime?.count }.max() ?? 0
    guard answers > 1 else { return nil }
    let ticks = PercentileCurve.ticks(answers: answers)
    let end = PercentileCurve.nines(of: 1 - 1 / Double(answers))
    let lines = cells.compactMap(line)
    let title = "\(group.title), \(load.label)"
    let chart = LineChart(
      label: "Percentiles of response time of \(title)", yTitle: "ms", xTitle: "% of answers",
      x: Scale(lower: 0, upper: end, kind: .linear, ticks: ticks.map(\.nines)),
      xLabels: ticks.map(\.name), y: .fromZero(to: LineChart.highest(of: lines)), lines: lines,
      reading: .percentile)
    return ReportFigure(
      title: title, filters: model.filters(group, load: load),
      columns: [
        "p50_ms", "p90_ms", "p95_ms", "p99_ms", "p999_ms", "max_ms", "mean_ms", "requests",
      ],
      content: chart.svg
    ).html
  }

  private func line(_ cell: CellSummary) -> LineChart.Line? {
    guard let times = cell.responseTime else { return nil }
    let ranges = model.isLarge ? [:] : ranges(of: cell)
    let points = PercentileCurve(times).points.map {
      LineChart.Point(x: $0.nines, y: Double($0.value) / 1000, interval: ranges[$0.nines])
    }
    return LineChart.Line(
      server: model.server(of: cell), points: points, cell: model.number(of: cell))
  }

  /// The range of the blocks' own curves at every place that two of them reach, in milliseconds.
  private func ranges(of cell: CellSummary) -> [Double: ClosedRange<Double>] {
    let points = cell.blocks.compactMap(\.responseTime).flatMap { PercentileCurve($0).points }
    return Dictionary(grouping: points, by: \.nines).compactMapValues { points in
      points.count > 1 ? BlockSpread(points.map { Double($0.value) / 1000 })?.range : nil
    }
  }
}

/// Says that charts of detail show the busiest load alone, where they do.
struct DetailNote {
  var model: ReportModel

  var html: HTML {
    guard model.isLarge else { return .empty }
    return """
       The result has \(Quantity.count(model.cells.count)) cells; the busiest load of each operation \
      and format is shown.
      """
  }
}
