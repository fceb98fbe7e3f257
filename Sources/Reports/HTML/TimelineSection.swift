import Decisions
import Results
import Statistics
import IIIFBench

/// Throughput and response time over time.
struct TimelineSection {
  var model: ReportModel

  var section: ReportSection? {
    let figures = model.detailedFigures(figure)
    guard !figures.isEmpty else { return nil }
    return ReportSection(
      id: "timeline", title: "Over time",
      content: """
        <p class="note">A point is the median of a second over the blocks, with their range. The \
        warm-up is shaded; no other figure includes it. Incomplete seconds at the end are omitted. \
        Vertical axes begin at zero, or are logarithmic if figures span more than 20 times.\
        \(DetailNote(model: model).html)</p>
        \(FigureRows(figures: figures).html)
        """)
  }

  /// A cell and its seconds.
  typealias Run = (cell: CellSummary, timeline: Timeline)

  private static let minimumMoments = 3

  /// The cells with enough seconds to draw.
  func runs(of group: ResultSummary.Group, _ load: Load) -> [Run] {
    group.cells.filter { $0.cell.load == load && $0.state == .measured }
      .map { (cell: $0, timeline: Timeline($0.blocks, warmUp: warmUp(of: $0.blocks))) }
      .filter { $0.timeline.moments.count >= Self.minimumMoments }
  }

  /// The seconds of warm-up of the study, or of the block that took longest where they depend on the
  /// server.
  private func warmUp(of blocks: [CellResult]) -> Double {
    model.result.study.warmUp.seconds ?? blocks.map(\.warmUpSeconds).max() ?? 0
  }

  private func figure(_ group: ResultSummary.Group, _ load: Load) -> HTML? {
    let runs = runs(of: group, load)
    guard let end = runs.map(\.timeline.end).max() else { return nil }
    let x = Scale.fromZero(to: Double(end), steps: 6)
    let start = runs.map { $0.timeline.windowStart(warmUp: warmUp(of: $0.cell.blocks)) }.max() ?? 0
    let title = "\(group.title), \(load.label)"
    let panels = [
      (
        "Throughput over time of \(title)", "requests/s",
        lines(runs) { ($0.throughput, $0.throughputRange) }
      ),
      (
        "Median response time over time of \(title)", "ms, p50",
        lines(runs) { moment in
          moment.median.map { ($0 / 1000, moment.medianRange.map(Self.milliseconds)) }
        }
      ),
    ].map { label, unit, lines in
      LineChart(
        label: label, yTitle: unit, xTitle: "seconds", x: x, xLabels: x.ticks.map(Quantity.tick),
        y: LineChart.axis(of: lines), lines: lines,
        shaded: start > 0 ? 0...start : nil, reading: .second
      ).svg
    }
    return ReportFigure(
      title: title, filters: model.filters(group, load: load), columns: [],
      content: panels.joined(separator: "\n"),
      legend: ChartLegend(model: model, cells: runs.map(\.cell)).html, source: "timeline"
    ).html
  }

  private static func milliseconds(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    range.lowerBound / 1000...range.upperBound / 1000
  }

  private func lines(
    _ runs: [Run], _ value: (Timeline.Moment) -> (Double, ClosedRange<Double>?)?
  ) -> [LineChart.Line] {
    runs.map { run in
      let points = run.timeline.moments.compactMap { moment in
        value(moment).map { value, range in
          LineChart.Point(
            x: Double(moment.second) + Double(moment.length) / 2, y: value,
            interval: model.isLarge ? nil : range)
        }
      }
      return LineChart.Line(
        server: model.server(of: run.cell), points: points, cell: model.number(of: run.cell))
    }
  }
}
