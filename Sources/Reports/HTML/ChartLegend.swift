import Decisions
import IIIFBench

/// The servers of a chart from the fastest to the slowest, with their marks.
struct ChartLegend {
  var model: ReportModel
  /// The cells of the chart.
  var cells: [CellSummary]

  var html: HTML {
    let servers = model.ranked(cells).reduce(into: [CellSummary]()) { shown, cell in
      if !shown.contains(where: { model.server(of: $0) == model.server(of: cell) }) {
        shown.append(cell)
      }
    }
    let items = servers.map { cell -> HTML in
      """
      <li data-s="\(model.server(of: cell))">\(model.mark(of: cell).swatch)\
      \(cell.cell.serverLabel)\(model.isBest(cell) ? Self.best : .empty)</li>
      """
    }
    return "<ul class=\"legend\">\(items.joined())</ul>"
  }

  /// Marks the fastest server, and those that are level with it.
  static let best: HTML = "<b class=\"best\" title=\"fastest\">★</b>"
}
