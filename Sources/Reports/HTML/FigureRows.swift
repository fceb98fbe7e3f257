import Support

/// Charts in rows to be read across, one row per operation and load.
///
/// Rows of a single chart are combined into one, so that no half of a page is empty.
struct FigureRows {
  /// The charts, each with the title of its row.
  var figures: [(row: String, figure: HTML)]

  var html: HTML {
    let groups = Dictionary(grouping: figures, by: \.row)
    let rows = unique(figures.map(\.row)).map { row in
      (title: row, figures: (groups[row] ?? []).map(\.figure))
    }
    guard rows.contains(where: { $0.figures.count > 1 }) else {
      return Self.row(figures.map(\.figure), columns: min(3, figures.count))
    }
    return rows.map { row in
      "<h3>\(row.title)</h3>\(Self.row(row.figures, columns: row.figures.count))"
    }.joined(separator: "\n")
  }

  private static func row(_ figures: [HTML], columns: Int) -> HTML {
    """
    <div class="row" style="--n:\(max(1, columns))">\(figures.joined(separator: "\n"))</div>
    """
  }
}
