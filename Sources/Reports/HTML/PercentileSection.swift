import Decisions
import Results
import IIIFBench

/// Response times over percentiles, by operation, source format and load.
struct PercentileSection {
  var model: ReportModel

  var section: ReportSection? {
    let figures = model.detailedFigures(figure)
    guard !figures.isEmpty else { return nil }
    return ReportSection(
      id: "percentiles", title: "Percentiles of response time",
      content: """
        <p class="note">The share of answers within a time over all blocks, with the range of the \
        curves of single blocks. Each further nine takes the same space on the horizontal axis. \
        Vertical axes begin at zero, or are logarithmic if times span more than 20 times.\
        \(DetailNote(model: model).html)</p>
        \(FigureRows(figures: figures).html)
        """)
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
      xLabels: ticks.map(\.name), y: LineChart.axis(of: lines), lines: lines,
      reading: .percentile)
    return ReportFigure(
      title: title, filters: model.filters(group, load: load),
      columns: [
        "p50_ms", "p90_ms", "p95_ms", "p99_ms", "p999_ms", "max_ms", "mean_ms", "requests",
      ],
      content: chart.svg, legend: ChartLegend(model: model, cells: cells).html
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

  /// The range of the curves of single blocks in milliseconds, where two of them have points.
  private func ranges(of cell: CellSummary) -> [Double: ClosedRange<Double>] {
    let points = cell.blocks.compactMap(\.responseTime).flatMap { PercentileCurve($0).points }
    return Dictionary(grouping: points, by: \.nines).compactMapValues { points in
      points.count > 1 ? BlockSpread(points.map { Double($0.value) / 1000 })?.range : nil
    }
  }
}

/// A note if detailed charts show the highest load only.
struct DetailNote {
  var model: ReportModel

  var html: HTML {
    guard model.isLarge else { return .empty }
    return """
       The result has \(Quantity.count(model.cells.count)) cells; the charts show the highest load \
      of each operation and format.
      """
  }
}
