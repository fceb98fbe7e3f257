import Decisions
import IIIFBench
import Results

/// A section of tables with drawings in their rows.
struct StripSection {
  /// A column of drawings with the figure beside it.
  struct Column {
    /// The figure and its unit.
    var title: String
    /// The value in the unit of the title; nil without a figure.
    var value: (CellSummary) -> Double?
    /// The drawing along the axis; a bar by default.
    var draw: ((CellSummary, Strip) -> HTML)?
    /// The end of the drawing; the value by default.
    var reach: ((CellSummary) -> Double?)?
    /// Whether values add up, so that the axis must begin at zero.
    var isStacked = false
  }

  /// A table, whose parts have axes of their own.
  struct Table {
    /// The title of the row of tables.
    var row: String
    var title: String
    var filters: HTML
    /// The heading of the names.
    var rowTitle: String
    var parts: [Part]
  }

  /// Rows with common axes.
  struct Part {
    var title: String
    var cells: [CellSummary]
  }

  var model: ReportModel
  var id: String
  var title: String
  var note: HTML
  /// The keys of the data columns.
  var dataColumns: [String]
  var columns: [Column]
  /// The name of a row.
  var name: (CellSummary) -> String
  /// Whether the rows of a part are servers that are compared with each other.
  var comparesServers = true
  var tables: [Table]

  var section: ReportSection? {
    let figures = tables.compactMap { table in figure(table).map { (row: table.row, figure: $0) } }
    guard !figures.isEmpty else { return nil }
    return ReportSection(
      id: id, title: title,
      content: """
        <p class="note">\(note)</p>
        \(FigureRows(figures: figures).html)
        """)
  }

  private func figure(_ table: Table) -> HTML? {
    let parts = table.parts.filter { part in part.cells.contains(where: hasFigure) }
    guard !parts.isEmpty else { return nil }
    let titles = columns.map { column -> HTML in
      """
      <th scope="col" class="s" colspan="2">\(column.title)</th>
      """
    }
    let widths = columns.map { _ in "<col><col class=\"value\">" as HTML }
    return ReportFigure(
      title: table.title, filters: table.filters, columns: dataColumns,
      content: """
        <div class="scroll" tabindex="0" role="group" aria-label="\(table.title)">
        <table class="strip"><colgroup><col class="name">\(widths.joined())</colgroup><thead><tr><th scope="col">\(table.rowTitle)</th>\(titles.joined())\
        </tr></thead>
        \(parts.map(rows).joined(separator: "\n"))
        </table></div>
        """, isTable: true
    ).html
  }

  private func hasFigure(_ cell: CellSummary) -> Bool {
    cell.state == .measured && columns.contains { $0.value(cell) != nil }
  }

  private func rows(_ part: Part) -> HTML {
    let cells = ordered(part.cells.filter(hasFigure))
    let strips = columns.map { column -> Strip in
      let reach = cells.compactMap(column.reach ?? column.value)
      return Strip(
        scale: column.isStacked
          ? .fromZero(to: reach.max() ?? 0, steps: 3)
          : .fitting(cells.compactMap(column.value) + [reach.max() ?? 0], steps: 3))
    }
    let axes = zip(strips, columns).map { strip, column -> HTML in
      cells.contains { column.value($0) != nil }
        ? "<td class=\"s\" style=\"\(strip.step)\">\(strip.axis)<td>" : "<td class=\"s\"><td>"
    }
    let lines = cells.map { cell -> HTML in
      """
      <tr data-c="\(model.number(of: cell))"><th scope="row">\(model.mark(of: cell).key)\
      \(name(cell))\(comparesServers && model.isBest(cell) ? ChartLegend.best : .empty)\
      \(zip(strips, columns).map { drawing(of: cell, $0, $1) }.joined())
      """
    }
    return """
      <tbody><tr class="axis"><th scope="rowgroup">\(part.title)\(axes.joined())
      \(lines.joined(separator: "\n"))</tbody>
      """
  }

  /// From the fastest to the slowest.
  private func ordered(_ cells: [CellSummary]) -> [CellSummary] {
    comparesServers
      ? model.ranked(cells)
      : cells.sorted { ($0.throughput?.mean ?? 0) > ($1.throughput?.mean ?? 0) }
  }

  private func drawing(of cell: CellSummary, _ strip: Strip, _ column: Column) -> HTML {
    guard let value = column.value(cell) else { return "<td class=\"s\"><td>\(Quantity.none)" }
    let drawing =
      column.draw?(cell, strip) ?? strip.bar(value, interval: nil, mark: model.mark(of: cell))
    return "<td class=\"s\" style=\"\(strip.step)\">\(drawing)<td>\(Quantity.number(value))"
  }
}
