import Decisions
import Results
import IIIFBench

/// The time of a part of an operation's iterations: a viewer's first view, or an operation of a mix.
struct PartTime {
  var cell: Cell
  var part: PartFigures

  /// The parts of all cells, over their blocks.
  static func times(in cells: [CellSummary]) -> [PartTime] {
    cells.flatMap { cell in
      PartFigures.merged(cell.blocks.map(\.parts)).map {
        PartTime(cell: cell.cell, part: $0)
      }
    }
  }

  /// `viewer, first view: NAME, jp2, 4 users`.
  var title: String { "\(cell.operation), \(part.name): \(place)" }

  /// `NAME, jp2, 4 users`.
  var place: String { "\(cell.serverLabel), \(cell.format.name), \(cell.load.label)" }

  /// `p50 310 ms, p95 1.2 s, of 40`; nil if no part has only valid answers.
  var figures: String? {
    part.time.map { time in
      "p50 \(Quantity.duration(Double(time.p50))), p95 \(Quantity.duration(Double(time.p95))), "
        + "of \(Quantity.count(Int(time.count)))"
    }
  }
}
