import Decisions
import IIIFBench
import Results

/// The marks of a table of figures: on single rows, or on the whole table if all rows have one.
struct RowMarks {
  /// Whether all measured rows are marked.
  let isWhole: Bool
  private let marks: WorkMarks

  init(_ group: ResultSummary.Group, _ marks: WorkMarks) {
    let measured = group.cells.filter { $0.state == .measured }
    isWhole = !measured.isEmpty && measured.allSatisfy { marks.cells.contains($0.cell) }
    self.marks = marks
  }

  /// Whether a single row is marked.
  func contains(_ cell: Cell) -> Bool { !isWhole && marks.cells.contains(cell) }
}
