import Decisions
import IIIFBench
import Results

/// The columns that fit a terminal, and their widths.
struct TerminalLayout {
  /// Marks servers whose work differs.
  static let workMark = "≠"

  /// The columns that fit.
  let columns: [FigureColumn]
  private let texts: FigureColumns
  private let widths: [Int]
  private let gap: Int
  private let labelWidth: Int
  private let loadWidth: Int

  private static let smallestLabel = 16

  /// Finds the widest spacing and the largest number of columns that fit; labels are shortened last.
  init(summary: ResultSummary, marks: WorkMarks, verdicts: Verdicts, width total: Int) {
    let cells = summary.cells
    let width = total - (marks.cells.isEmpty ? 0 : 1 + DisplayWidth.of(Self.workMark))
    let loadWidth = cells.map { DisplayWidth.of($0.cell.load.label) }.max() ?? 0
    let label = max(
      cells.map { loadWidth + 3 + DisplayWidth.of($0.cell.serverLabel) }.max() ?? 0,
      summary.groups.map { DisplayWidth.of($0.title) }.max() ?? 0)
    let measured = cells.filter { $0.state == .measured }
    let texts = FigureColumns(measured, verdicts)
    var columns = texts.columns
    var widths = columns.map { column in
      measured.map { DisplayWidth.of(texts.text(column, $0)) }
        .reduce(DisplayWidth.of(column.abbreviation), max)
    }
    var gap = 2
    while Self.sum(label, widths, gap) > width {
      if Self.sum(label, widths, 1) <= width {
        gap = 1
      } else if let index = columns.indices.max(by: {
        columns[$0].omission < columns[$1].omission
      }), columns[index].omission > 0 {
        columns.remove(at: index)
        widths.remove(at: index)
      } else {
        gap = 1
        break
      }
    }
    self.columns = columns
    self.texts = texts
    self.widths = widths
    self.gap = gap
    self.loadWidth = loadWidth
    labelWidth = max(Self.smallestLabel, min(label, width - Self.sum(0, widths, gap)))
  }

  /// The heading of a group: its title above the labels, the headings of the columns.
  func heading(_ title: String) -> String {
    fitted(title) + line(columns.map(\.abbreviation))
  }

  /// The load, unless the row above has the same one, and the server.
  func label(of cell: Cell, withLoad: Bool) -> String {
    let load = DisplayWidth.padLeft(withLoad ? cell.load.label : "", to: loadWidth)
    return fitted("\(load)   \(cell.serverLabel)")
  }

  /// The figures of a measured cell, with a mark if its work differs.
  func figures(of cell: CellSummary, isMarked: Bool, style: TextStyle) -> String {
    zip(columns, widths).map { column, width in
      let text = DisplayWidth.padLeft(texts.text(column, cell), to: width + gap)
      return column == .errors && cell.errorCount > 0 ? style(.error, text) : text
    }.joined() + (isMarked ? style(.warning, " \(Self.workMark)") : "")
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
