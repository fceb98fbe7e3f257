import Decisions
import Results
import Statistics
import IIIFBench

/// Throughput and response time over load, a pair of panels for each operation and source format.
struct LoadSection {
  var model: ReportModel

  var html: HTML {
    let figures = model.summary.groups.flatMap { group in
      LoadKind.allCases.compactMap { figure(group, $0) }
    }
    guard !figures.isEmpty else { return .empty }
    return """
      <section id="load"><h2>Over load</h2>
      <p class="note">Upright lines show the range over the blocks. Thick lines are medians of \
      response time, thin lines the 99th percentile. Upright axes begin at zero; the level axis is \
      logarithmic where loads span a factor of eight.</p>
      <div class="grid">\(figures.joined(separator: "\n"))</div>
      </section>
      """
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
        "requests_per_second", "requests_per_second_min", "requests_per_second_max", "p50_ms",
        "p50_min_ms", "p50_max_ms", "p99_ms", "errors",
      ],
      content: throughput(cells, x, kind, title) + "\n" + responseTime(cells, x, kind, title)
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
      spread(cell).map { ($0.median, $0.lowest...$0.highest) }
    }
    return chart(
      "Throughput of \(title)", hasIterations ? "iterations/s" : "requests/s", x, kind, lines,
      top: cells.compactMap { spread($0)?.highest }.max() ?? 0)
  }

  private func responseTime(
    _ cells: [CellSummary], _ x: Scale, _ kind: LoadKind, _ title: String
  ) -> HTML {
    let medians = lines(of: cells) { cell in
      cell.responseTime.map { times in
        let blocks = cell.medianResponseTime.map { $0.lowest / 1000...$0.highest / 1000 }
        return (Double(times.p50) / 1000, blocks)
      }
    }
    let tails = lines(of: cells, isSecondary: true) { cell in
      cell.responseTime.map { (Double($0.p99) / 1000, nil) }
    }
    return chart(
      "Response time of \(title)", "ms, p50 and p99", x, kind, tails + medians,
      top: cells.compactMap { $0.responseTime.map { Double($0.p99) / 1000 } }.max() ?? 0)
  }

  private func chart(
    _ label: String, _ yTitle: String, _ x: Scale, _ kind: LoadKind, _ lines: [LineChart.Line],
    top: Double
  ) -> HTML {
    LineChart(
      label: label, yTitle: yTitle, xTitle: kind.title, x: x,
      xLabels: x.ticks.map(Quantity.tick), y: .fromZero(to: top), lines: lines
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
