/// A chart with its title, legend and data.
struct ReportFigure {
  /// The title.
  var title: String
  /// The attributes for filters.
  var filters: HTML
  /// The keys of its data columns.
  var columns: [String]
  /// The chart.
  var content: HTML
  /// The legend; empty for tables, whose rows have names.
  var legend: HTML = .empty
  /// Whether the chart is a table.
  var isTable = false
  /// The kind of its data: `cells` or `timeline`.
  var source = "cells"

  var html: HTML {
    """
    <figure class="\(isTable ? "strips" : "lines")"\(filters) data-source="\(source)" \
    data-columns="\(columns.joined(separator: " "))">
    <figcaption>\(title)</figcaption>
    \(isTable ? content : "<div class=\"body\"><div class=\"panels\">\(content)</div>\(legend)</div>")
    </figure>
    """
  }
}
