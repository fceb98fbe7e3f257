import Decisions
import Results
import IIIFBench

/// Which columns fit a terminal, and where they stand.
struct TerminalLayout {
  /// Stands behind the figures of a server whose answers are not like those of the others.
  static let differenceMark = "≠"

  /// The columns that fit.
  let columns: [TerminalColumn]
  private let widths: [Int]
  private let gap: Int
  private let labelWidth: Int
  private let loadWidth: Int
  private let audit: EquivalenceAudit

  private static let smallestLabel = 16

  /// Finds the widest spacing and the most columns that fit; the labels give way last.
  init(summary: ResultSummary, audit: EquivalenceAudit, verdicts: Verdicts, width total: Int) {
    let cells = summary.cells
    let width = total - (audit.findings.isEmpty ? 0 : 1 + DisplayWidth.of(Self.differenceMark))
    let loadWidth = cells.map { DisplayWidth.of($0.cell.load.label) }.max() ?? 0
    let label = max(
      cells.map { loadWidth + 3 + DisplayWidth.of($0.cell.serverLabel) }.max() ?? 0,
      summary.groups.map { DisplayWidth.of($0.title) }.max() ?? 0)
    let measured = cells.filter { $0.state == .measured }
    var columns = TerminalColumn.columns(for: measured, verdicts)
    var widths = columns.map { column in
      measured.map { DisplayWidth.of(column.text($0)) }
        .reduce(DisplayWidth.of(column.title), max)
    }
    var gap = 2
    while Self.sum(label, widths, gap) > width {
      if Self.sum(label, widths, 1) <= width {
        gap = 1
      } else if let index = columns.indices.max(by: {
        columns[$0].expendable < columns[$1].expendable
      }), columns[index].expendable > 0 {
        columns.remove(at: index)
        widths.remove(at: index)
      } else {
        gap = 1
        break
      }
    }
    self.columns = columns
    self.widths = widths
    self.gap = gap
    self.loadWidth = loadWidth
    self.audit = audit
    labelWidth = max(Self.smallestLabel, min(label, width - Self.sum(0, widths, gap)))
  }

  /// The heading of a group: its title above the labels, the titles of the columns above figures.
  func heading(_ title: String) -> String {
    fitted(title) + line(columns.map(\.title))
  }

  /// The load, unless the row above has the same one, and the server.
  func label(of cell: Cell, withLoad: Bool) -> String {
    let load = DisplayWidth.padLeft(withLoad ? cell.load.label : "", to: loadWidth)
    return fitted("\(load)   \(cell.serverLabel)")
  }

  /// The figures of a measured cell, and a mark where its server's answers are unlike the others'.
  func figures(of cell: CellSummary, style: TextStyle) -> String {
    zip(columns, widths).map { column, width in
      let text = DisplayWidth.padLeft(column.text(cell), to: width + gap)
      return column.title == "errors" && cell.errorCount > 0 ? style(.error, text) : text
    }.joined() + (isDifferent(cell.cell) ? style(.warning, " \(Self.differenceMark)") : "")
  }

  private func isDifferent(_ cell: Cell) -> Bool {
    audit.group(operation: cell.operation, format: cell.format)
      .map { !$0.differences(of: cell.serverLabel).isEmpty } ?? false
  }

  private func fitted(_ text: String) -> String {
    DisplayWidth.pad(DisplayWidth.truncate(text, to: labelWidth), to: labelWidth)
  }

  private func line(_ texts: [String]) -> String {
    zip(texts, widths).map { DisplayWidth.padLeft($0, to: $1 + gap) }.joined()
  }

  private static func sum(_ label: Int, _ widths: [Int], _ gap: Int) -> Int {
    label + widths.reduce(0) { $0 + $1 + gap }
  }
}
