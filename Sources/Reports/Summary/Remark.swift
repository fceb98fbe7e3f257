import Support
import Decisions
import IIIFBench

/// A sentence that the reader must know, and the cells that it is about.
struct Remark {
  /// The sentence.
  var text: String
  /// The cells.
  var cells: [Cell]

  /// The cells by name; where they are more than the limit, their servers and numbers.
  func subject(naming limit: Int) -> String {
    guard cells.count > limit else { return cells.map(\.label).joined(separator: "; ") }
    return unique(cells.map(\.serverLabel)).map { server in
      let count = cells.count { $0.serverLabel == server }
      return "\(server), \(Quantity.counted(count, "cell"))"
    }.joined(separator: "; ")
  }

  /// All remarks of a summary: what was written down while cells were measured, and what their
  /// figures say against the measurement.
  static func remarks(in summary: ResultSummary) -> [Remark] {
    remarks(in: summary.cells) + remarks(of: CellFinding.findings(in: summary))
  }

  /// All remarks of all cells, each once, in order of appearance.
  static func remarks(in cells: [CellSummary]) -> [Remark] {
    var order: [String] = []
    var subjects: [String: [Cell]] = [:]
    for cell in cells {
      for text in cell.remarks {
        if subjects[text] == nil { order.append(text) }
        subjects[text, default: []].append(cell.cell)
      }
    }
    return order.map { Remark(text: $0, cells: subjects[$0] ?? []) }
  }
}

extension Cell {
  /// `NAME crop jpeg-q90 10 users`.
  var label: String { "\(serverLabel) \(operation) \(format.name) \(load.label)" }
}
