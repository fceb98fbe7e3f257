import Decisions
import Results
import IIIFBench

/// How long a part of an operation's iterations took on one server: a viewer's first view, or one of
/// several operations that take turns.
struct PartTime {
  var cell: Cell
  var part: PartFigures

  /// The parts of all cells, each over its blocks.
  static func times(in cells: [CellSummary]) -> [PartTime] {
    cells.flatMap { cell in
      PartFigures.merged(cell.blocks.compactMap(\.parts)).map {
        PartTime(cell: cell.cell, part: $0)
      }
    }
  }

  /// `viewer, first view: NAME, jp2, 4 users`.
  var title: String { "\(cell.operation), \(part.name): \(place)" }

  /// `NAME, jp2, 4 users`.
  var place: String { "\(cell.serverLabel), \(cell.format.name), \(cell.load.label)" }

  /// `p50 310 ms, p95 1.2 s, of 40`; nil where none was answered validly throughout.
  var figures: String? {
    part.time.map { time in
      "p50 \(Quantity.duration(Double(time.p50))), p95 \(Quantity.duration(Double(time.p95))), "
        + "of \(Quantity.count(Int(time.count)))"
    }
  }
}
