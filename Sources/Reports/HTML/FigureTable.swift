import Support
import Decisions
import Results
import IIIFBench

/// The figures of all cells with drawings of their response times, by operation and source format.
struct FigureTable {
  var model: ReportModel

  var section: ReportSection {
    ReportSection(
      id: "figures", title: "All figures",
      content: """
        <p class="note">A point is the median response time over all blocks, the thick line its \
        95\u{A0}% interval over the blocks, the thin line ends at the 95th percentile. Throughput is \
        the geometric mean over the blocks. Times in ms. \(PercentileText.mark) \
        \(PercentileText.note)</p>
        \(model.summary.groups.map(figure).joined(separator: "\n"))
        """)
  }

  private func figure(_ group: ResultSummary.Group) -> HTML {
    let texts = FigureColumns(group.cells.filter { $0.state == .measured }, model.verdicts)
    let columns = texts.columns.filter { $0 != .relativeInterval }
    let rowMarks = RowMarks(group, model.marks)
    let loads = unique(group.cells.map(\.cell.load))
    let parts = loads.map { load in
      part(
        load.label, group.cells.filter { $0.cell.load == load }, texts, columns, rowMarks)
    }
    let titles = columns.map { "<th scope=\"col\">\($0.title)</th>" as HTML }
    let caption: HTML =
      rowMarks.isWhole ? "<caption>\(AuditSection.mark) all servers</caption>" : .empty
    return ReportFigure(
      title: group.title, filters: model.filters(group),
      columns: [
        "iterations_per_second", "iteration_p50_ms", "requests_per_second",
        "requests_per_second_low", "requests_per_second_high", "p50_ms",
        "p50_low_ms", "p50_high_ms", "p90_ms", "p95_ms", "p99_ms", "p999_ms", "max_ms", "mean_ms",
        "ttfb_p50_ms", "requests", "errors", "error_share", "mean_bytes", "cpu_ms",
        "peak_memory_bytes", "blocks",
      ],
      content: """
        <div class="scroll" tabindex="0" role="group" aria-label="\(group.title)">
        <table class="figures">\(caption)<thead><tr><th scope="col">server</th>\
        <th scope="col" class="s">response time, ms</th>\(titles.joined())</tr></thead>
        \(parts.joined(separator: "\n"))
        </table></div>
        """, isTable: true
    ).html
  }

  private func part(
    _ title: String, _ cells: [CellSummary], _ texts: FigureColumns, _ columns: [FigureColumn],
    _ rowMarks: RowMarks
  ) -> HTML {
    let times = cells.compactMap(\.responseTime)
    let reach = times.map { Double($0.p95) / 1000 }.max() ?? 0
    let strip = Strip(scale: .fitting(times.map { Double($0.p50) / 1000 } + [reach]))
    let rows = model.ranked(cells).map { row($0, strip, texts, columns, rowMarks) }
    return """
      <tbody style="\(strip.step)"><tr class="axis"><th scope="rowgroup">\(title)<td class="s">\
      \(strip.axis)<td colspan="\(columns.count)">
      \(rows.joined(separator: "\n"))</tbody>
      """
  }

  private func row(
    _ cell: CellSummary, _ strip: Strip, _ texts: FigureColumns, _ columns: [FigureColumn],
    _ rowMarks: RowMarks
  ) -> HTML {
    let head: HTML = """
      <tr data-c="\(model.number(of: cell))"><th scope="row">\(model.mark(of: cell).key)\
      \(cell.cell.serverLabel)\(model.isBest(cell) ? ChartLegend.best : .empty)\
      \(rowMarks.contains(cell.cell) ? AuditSection.mark : .empty)
      """
    guard cell.state == .measured else {
      return """
        \(head)<td colspan="\(columns.count + 1)" class="\(cell.state.rawValue)">\
        \(cell.state.rawValue): \(cell.reason ?? "no reason was given")
        """
    }
    let fields = columns.map { column -> HTML in
      let text = texts.text(column, cell)
      return column == .errors && cell.errorCount > 0
        ? "<td class=\"bad\">\(text)" : "<td>\(text)"
    }
    return "\(head)<td class=\"s\">\(drawing(cell, strip))\(fields.joined())"
  }

  private func drawing(_ cell: CellSummary, _ strip: Strip) -> HTML {
    guard let times = cell.responseTime else { return .empty }
    return strip.dot(
      Double(times.p50) / 1000,
      interval: cell.medianResponseTime?.interval.map {
        $0.lowerBound / 1000...$0.upperBound / 1000
      }, reach: Double(times.p95) / 1000, mark: model.mark(of: cell))
  }
}
