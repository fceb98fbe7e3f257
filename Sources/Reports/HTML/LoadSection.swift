import Decisions
import Results
import Statistics
import IIIFBench

/// Throughput and response time over load, by operation and source format.
struct LoadSection {
  var model: ReportModel

  var section: ReportSection? {
    let figures = model.summary.groups.flatMap { group in
      LoadKind.allCases.compactMap { kind in
        figure(group, kind).map { (row: group.operation, figure: $0) }
      }
    }
    guard !figures.isEmpty else { return nil }
    return ReportSection(
      id: "load", title: "Over load",
      content: """
        <p class="note">Vertical lines are 95 % intervals over the blocks. Thick lines are medians of \
        response time, thin lines the 99th percentile. Vertical axes begin at zero, or are \
        logarithmic if figures span more than 20 times. ★ fastest at the highest load.</p>
        \(FigureRows(figures: figures).html)
        \(curves)
        """)
  }

  /// Where more users stop to pay.
  private var curves: HTML {
    let sentences = LoadCurveText.sentences(LoadCurve.curves(of: model.summary))
    guard !sentences.isEmpty else { return .empty }
    return "<ul>\(sentences.map { "<li>\($0)</li>" as HTML }.joined())</ul>"
  }

  private enum LoadKind: CaseIterable {
    case concurrency
    case rate
    case replaySpeed

    func contains(_ load: Load) -> Bool {
      switch load {
      case .concurrency: self == .concurrency
      case .rate: self == .rate
      case .replaySpeed: self == .replaySpeed
      }
    }

    var title: String {
      switch self {
      case .concurrency: "concurrency"
      case .rate: "iterations/s offered"
      case .replaySpeed: "replay-speed"
      }
    }
  }

  private func figure(_ group: ResultSummary.Group, _ kind: LoadKind) -> HTML? {
    let cells = group.cells.filter { $0.state == .measured && kind.contains($0.cell.load) }
    let sizes = Set(cells.map(\.cell.load.size))
    guard sizes.count > 1 else { return nil }
    let x = Scale.over(Array(sizes))
    let title = "\(group.title) over \(kind == .rate ? "offered rate" : "concurrency")"
    return ReportFigure(
      title: title, filters: model.filters(group),
      columns: [
        "requests_per_second", "requests_per_second_low", "requests_per_second_high", "p50_ms",
        "p50_low_ms", "p50_high_ms", "p99_ms", "errors",
      ],
      content: throughput(cells, x, kind, title) + "\n" + responseTime(cells, x, kind, title),
      legend: ChartLegend(
        model: model, cells: cells.filter { $0.cell.load.size == sizes.max() }
      ).html
    ).html
  }

  private func throughput(
    _ cells: [CellSummary], _ x: Scale, _ kind: LoadKind, _ title: String
  ) -> HTML {
    let hasIterations = cells.allSatisfy { $0.iterationThroughput != nil }
    let spread: (CellSummary) -> BlockSpread? = {
      hasIterations ? $0.iterationThroughput : $0.throughput
    }
    let lines = lines(of: cells) { cell in
      spread(cell).map { ($0.mean, $0.interval) }
    }
    return chart(
      "Throughput of \(title)", hasIterations ? "iterations/s" : "requests/s", x, kind, lines)
  }

  private func responseTime(
    _ cells: [CellSummary], _ x: Scale, _ kind: LoadKind, _ title: String
  ) -> HTML {
    let medians = lines(of: cells) { cell in
      cell.responseTime.map { times in
        (Double(times.p50) / 1000, cell.medianResponseTime?.interval.map(Self.milliseconds))
      }
    }
    let tails = lines(of: cells, isSecondary: true) { cell in
      cell.responseTime.map { (Double($0.p99) / 1000, nil) }
    }
    return chart(
      "Response time of \(title)", "ms, p50 and p99", x, kind, tails + medians)
  }

  private static func milliseconds(_ interval: ClosedRange<Double>) -> ClosedRange<Double> {
    interval.lowerBound / 1000...interval.upperBound / 1000
  }

  private func chart(
    _ label: String, _ yTitle: String, _ x: Scale, _ kind: LoadKind, _ lines: [LineChart.Line]
  ) -> HTML {
    LineChart(
      label: label, yTitle: yTitle, xTitle: kind.title, x: x,
      xLabels: x.ticks.map(Quantity.tick), y: LineChart.axis(of: lines), lines: lines
    ).svg
  }

  private func lines(
    of cells: [CellSummary], isSecondary: Bool = false,
    _ value: (CellSummary) -> (Double, ClosedRange<Double>?)?
  ) -> [LineChart.Line] {
    model.servers.indices.compactMap { server in
      let mine = cells.filter { model.server(of: $0) == server }
        .sorted { $0.cell.load.size < $1.cell.load.size }
      let points = mine.compactMap { cell in
        value(cell).map { value, interval in
          LineChart.Point(
            x: cell.cell.load.size, y: value, interval: interval, cell: model.number(of: cell))
        }
      }
      guard !points.isEmpty else { return nil }
      return LineChart.Line(server: server, points: points, isSecondary: isSecondary)
    }
  }
}
