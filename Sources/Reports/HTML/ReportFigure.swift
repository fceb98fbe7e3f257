/// A chart with its title, its data and what filters need to find it.
struct ReportFigure {
  /// What the chart shows.
  var title: String
  /// The attributes by which filters find it.
  var filters: HTML
  /// The keys of the columns of its data.
  var columns: [String]
  /// The chart.
  var content: HTML
  /// Whether the chart is a table itself.
  var isTable = false
  /// The data behind it, when it is not the cells' figures.
  var source = "cells"

  var html: HTML {
    """
    <figure class="\(isTable ? "strips" : "lines")"\(filters) data-source="\(source)" \
    data-columns="\(columns.joined(separator: " "))">
    <figcaption>\(title)</figcaption>
    \(content)
    </figure>
    """
  }
}
