import Decisions
import Results
import IIIFBench

/// A section of tables with drawings in their rows.
struct StripSection {
  /// A column of drawings with the figure beside it.
  struct Column {
    /// The figure and its unit.
    var title: String
    /// The value in the unit of the title; nil where there is none.
    var value: (CellSummary) -> Double?
    /// The drawing along the axis; a bar where nothing else is said.
    var draw: ((CellSummary, Strip) -> HTML)?
    /// How far the drawing reaches; the value where nothing else is said.
    var reach: ((CellSummary) -> Double?)?
  }

  /// A table: a part of its rows shares axes, and begins with the name of what it compares.
  struct Table {
    var title: String
    var filters: HTML
    /// The heading of the rows' names.
    var rowTitle: String
    var parts: [Part]
  }

  /// Rows that share axes.
  struct Part {
    var title: String
    var cells: [CellSummary]
  }

  var model: ReportModel
  var id: String
  var title: String
  var note: HTML
  /// The keys of the columns of the data.
  var dataColumns: [String]
  var columns: [Column]
  /// The name of a row.
  var name: (CellSummary) -> String
  var tables: [Table]

  var html: HTML {
    let figures = tables.compactMap(figure)
    guard !figures.isEmpty else { return .empty }
    return """
      <section id="\(id)"><h2>\(title)</h2>
      <p class="note">\(note)</p>
      <div class="columns\(columns.count > 2 ? " wide" as HTML : .empty)">\(figures.joined(separator: "\n"))</div>
      </section>
      """
  }

  private func figure(_ table: Table) -> HTML? {
    let parts = table.parts.filter { part in part.cells.contains(where: hasFigure) }
    guard !parts.isEmpty else { return nil }
    let titles = columns.map { column -> HTML in
      """
      <th scope="col" class="s">\(column.title)</th>\
      <th scope="col"><span class="hide">\(column.title)</span></th>
      """
    }
    return ReportFigure(
      title: table.title, filters: table.filters, columns: dataColumns,
      content: """
        <div class="scroll" tabindex="0" role="group" aria-label="\(table.title)">
        <table class="strip"><thead><tr><th scope="col">\(table.rowTitle)</th>\(titles.joined())\
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
    let cells = part.cells.filter(hasFigure)
    let strips = columns.map { column in
      Strip(
        scale: .fromZero(to: cells.compactMap(column.reach ?? column.value).max() ?? 0, steps: 3))
    }
    let axes = zip(strips, columns).map { strip, column -> HTML in
      cells.contains { column.value($0) != nil }
        ? "<td class=\"s\" style=\"\(strip.step)\">\(strip.axis)<td>" : "<td class=\"s\"><td>"
    }
    let lines = cells.map { cell -> HTML in
      "<tr data-c=\"\(model.number(of: cell))\"><th scope=\"row\">\(name(cell))"
        + zip(strips, columns).map { drawing(of: cell, $0, $1) }.joined()
    }
    return """
      <tbody><tr class="axis"><th scope="rowgroup">\(part.title)\(axes.joined())
      \(lines.joined(separator: "\n"))</tbody>
      """
  }

  private func drawing(of cell: CellSummary, _ strip: Strip, _ column: Column) -> HTML {
    guard let value = column.value(cell) else { return "<td class=\"s\"><td>\(Quantity.none)" }
    let drawing =
      column.draw?(cell, strip) ?? strip.bar(value, interval: nil, mark: model.mark(of: cell))
    return "<td class=\"s\" style=\"\(strip.step)\">\(drawing)<td>\(Quantity.number(value))"
  }
}
