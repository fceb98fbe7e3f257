import Decisions
import IIIFBench
import Statistics
import Support

/// A table of comparisons with the best of several candidates in each field, and the distance of the
/// next one.
///
/// All distances of a grid have the same unit.
struct ComparisonGrid {
  /// What is compared: `Servers at 10 users`.
  let title: String
  /// The heading of the rows.
  let corner: String
  /// The headings of the columns.
  let columns: [String]
  /// The rows with a figure.
  let rows: [Row]
  /// Whether all fields have the same candidate, without others.
  let hasOneCandidate: Bool
  /// The largest difference that counts as level.
  private let margin: Double

  /// How to read the grid.
  var legend: String {
    hasOneCandidate
      ? "The figure of each combination."
      : "Each field has the best one with its figure, and its distance from the next. Names joined "
        + "by = are level within \(RatioText.margin(margin)); open ones may be as good as the best."
  }

  struct Row {
    let name: String
    /// A field per column; nil without a figure.
    let fields: [Field?]
  }

  /// The result of one comparison.
  struct Field {
    /// The best candidate, or several that are level.
    let best: [String]
    /// The figure of the best candidate.
    let figure: String
    /// The next candidate; nil if there is none, or if it is not decided.
    let next: Next?
    /// The candidates that may be as good as the best.
    let open: [String]
    /// Whether the difference of work may have changed the result.
    let isMarked: Bool
  }

  /// The best candidate behind the first ones.
  struct Next {
    let name: String
    /// `9.60 times` or `31 %`.
    let distance: String
    let shade: Shade
  }

  /// Classes of distances.
  enum Shade: Int {
    /// Below 1.25 times.
    case small
    /// Below 2 times.
    case medium
    /// 2 times and more.
    case large

    init(_ ratio: Double) { self = ratio < 1.25 ? .small : ratio < 2 ? .medium : .large }
  }

  /// Creates a grid from comparisons.
  ///
  /// - Parameters:
  ///   - title: The title.
  ///   - corner: The heading of the rows.
  ///   - comparisons: The comparisons with the names of their rows and columns.
  ///   - marks: The cells that are marked; nil if marks do not apply.
  ///   - candidate: The name of a compared cell.
  init(
    title: String, corner: String,
    comparisons: [(row: String, column: String, cells: ComparedCells)], marks: WorkMarks?,
    candidate: (CellSummary) -> String
  ) {
    let shown = comparisons.filter { !$0.cells.servers.isEmpty }
    let unit = RatioText.Unit(shown.compactMap { $0.cells.next?.ratio })
    let columns = unique(shown.map(\.column))
    margin = shown.first?.cells.margin ?? 0
    self.title = title
    self.corner = corner
    self.columns = columns
    rows = unique(shown.map(\.row)).map { row in
      Row(
        name: row,
        fields: columns.map { column in
          shown.first { $0.row == row && $0.column == column }.map {
            Field($0.cells, unit: unit, marks: marks, candidate: candidate)
          }
        })
    }
    hasOneCandidate = Set(shown.flatMap { $0.cells.servers.map { candidate($0.cell) } }).count == 1
  }

  /// The lines of a field.
  ///
  /// `alpha 302/s`, `2.60 times gamma`, `open: beta`.
  func lines(of field: Field) -> [String] {
    if hasOneCandidate { return [field.figure] }
    let head = "\(field.best.joined(separator: " = ")) \(field.figure)"
    if field.best.count == 1, field.next == nil, field.open.isEmpty { return [head, "alone"] }
    return [head, field.distance, field.openText].compactMap(\.self)
  }
}

extension ComparisonGrid.Field {
  fileprivate init(
    _ cells: ComparedCells, unit: RatioText.Unit, marks: WorkMarks?,
    candidate: (CellSummary) -> String
  ) {
    let names = cells.servers.map { candidate($0.cell) }
    best = cells.best.map { names[$0] }
    figure = FigureText.short(of: cells.servers[0].cell, cells.figure)
    next = cells.next.map { next in
      ComparisonGrid.Next(
        name: names[next.server], distance: RatioText.ahead(next.ratio, in: unit),
        shade: ComparisonGrid.Shade(next.ratio))
    }
    open = cells.openPairs.filter { $0.better == 0 }.map { names[$0.worse] }
    let concerned = cells.best + [cells.next?.server].compactMap(\.self)
    isMarked = concerned.contains {
      marks?.cells.contains(cells.servers[$0].cell.cell) ?? false
    }
  }

  /// `9.60 times gamma`, `31 % ahead of gamma`; nil without a decided distance.
  fileprivate var distance: String? {
    next.map { next in
      "\(next.distance)\(next.distance.hasSuffix("%") ? " ahead of" : "") \(next.name)"
    }
  }

  /// `open: beta and gamma`; nil if all is decided.
  fileprivate var openText: String? {
    open.isEmpty ? nil : "open: \(NameList.text(open, limit: 2))"
  }
}

extension ComparedCells {
  /// The first server that is slower than the best one, and the factor between them.
  fileprivate var next: (server: Int, ratio: Double)? {
    for server in servers.indices.dropFirst() {
      guard let result = pair(0, server)?.comparison, result.verdict == .slower else { continue }
      return (server, 1 / result.ratio)
    }
    return nil
  }
}
