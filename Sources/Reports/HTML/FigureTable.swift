import Support
import Decisions
import Results
import IIIFBench

/// The figures of all cells beside a drawing of their response times: a table for each operation
/// and source format, a part for each load.
struct FigureTable {
  var model: ReportModel

  var html: HTML {
    """
    <section id="figures"><h2>All figures</h2>
    <p class="note">A dot is the median response time over all blocks, the thick line around it the \
    range of the blocks' medians, the thin line reaches to the 95th percentile. Every load has an \
    axis of its own, from zero. Throughput is the median over the blocks, with the smallest and \
    the largest. Times in ms. \(PercentileText.mark) \(PercentileText.note)</p>
    \(model.summary.groups.map(figure).joined(separator: "\n"))
    </section>
    """
  }

  private static let titles = [
    "iter/s": "iterations/s", "iter ms": "iteration, ms", "req/s": "requests/s",
    "TTFB": "first byte", "/CPU s": "answers/CPU s", "MB": "peak MB",
  ]

  /// The columns of a group; the range stands for the half range in percent.
  private func columns(of group: ResultSummary.Group) -> [TerminalColumn] {
    TerminalColumn.columns(for: group.cells.filter { $0.state == .measured }, model.verdicts)
      .filter { $0.title != "±%" }
  }

  private func figure(_ group: ResultSummary.Group) -> HTML {
    let columns = columns(of: group)
    let loads = unique(group.cells.map(\.cell.load))
    let parts = loads.map { load in
      part(load.label, group.cells.filter { $0.cell.load == load }, columns)
    }
    let titles = columns.map { column -> HTML in
      "<th scope=\"col\">\(Self.titles[column.title] ?? column.title)</th>"
    }
    return ReportFigure(
      title: group.title, filters: model.filters(group),
      columns: [
        "iterations_per_second", "iteration_p50_ms", "requests_per_second",
        "requests_per_second_min", "requests_per_second_max", "p50_ms",
        "p50_min_ms", "p50_max_ms", "p90_ms", "p95_ms", "p99_ms", "p999_ms", "max_ms", "mean_ms",
        "ttfb_p50_ms", "requests", "errors", "mean_bytes", "cpu_ms",
        "peak_memory_bytes", "blocks",
      ],
      content: """
        <div class="scroll" tabindex="0" role="group" aria-label="\(group.title)">
        <table class="figures"><thead><tr><th scope="col">server</th>\
        <th scope="col" class="s">response time, ms</th>\(titles.joined())</tr></thead>
        \(parts.joined(separator: "\n"))
        </table></div>
        """, isTable: true
    ).html
  }

  private func part(
    _ title: String, _ cells: [CellSummary], _ columns: [TerminalColumn]
  ) -> HTML {
    let reach = cells.compactMap(\.responseTime).map { Double($0.p95) / 1000 }.max() ?? 0
    let strip = Strip(scale: .fromZero(to: reach))
    let rows = cells.map { row($0, strip, columns) }.joined(separator: "\n")
    return """
      <tbody style="\(strip.step)"><tr class="axis"><th scope="rowgroup">\(title)<td class="s">\
      \(strip.axis)<td colspan="\(columns.count)">
      \(rows)</tbody>
      """
  }

  private func row(
    _ cell: CellSummary, _ strip: Strip, _ columns: [TerminalColumn]
  ) -> HTML {
    let head: HTML = """
      <tr data-c="\(model.number(of: cell))"><th scope="row">\(cell.cell.serverLabel)\
      \(model.isOdd(cell) ? AuditSection.mark : .empty)
      """
    guard cell.state == .measured else {
      return """
        \(head)<td colspan="\(columns.count + 1)" class="\(cell.state.rawValue)">\
        \(cell.state.rawValue): \(cell.reason ?? "no reason was given")
        """
    }
    let texts = columns.map { column -> HTML in
      let isBad = column.title == "errors" && cell.errorCount > 0
      return isBad ? "<td class=\"bad\">\(column.text(cell))" : "<td>\(column.text(cell))"
    }
    return "\(head)<td class=\"s\">\(drawing(cell, strip))\(texts.joined())"
  }

  private func drawing(_ cell: CellSummary, _ strip: Strip) -> HTML {
    guard let times = cell.responseTime else { return .empty }
    let blocks = cell.medianResponseTime.map { $0.lowest / 1000...$0.highest / 1000 }
    return strip.dot(
      Double(times.p50) / 1000, interval: blocks, reach: Double(times.p95) / 1000,
      mark: model.mark(of: cell))
  }
}
