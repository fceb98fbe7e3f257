import Support
import Decisions
import IIIFBench

/// A remark and the cells that it concerns.
struct Remark {
  /// The sentence.
  var text: String
  /// The cells.
  var cells: [Cell]

  /// The names of the cells; above the limit, their number per server.
  func subject(naming limit: Int) -> String {
    guard cells.count > limit else { return cells.map(\.label).joined(separator: "; ") }
    return unique(cells.map(\.serverLabel)).map { server in
      let count = cells.count { $0.serverLabel == server }
      return "\(server), \(Quantity.counted(count, "cell"))"
    }.joined(separator: "; ")
  }

  /// All remarks of a summary: those recorded during the measurement, and the findings.
  static func remarks(in summary: ResultSummary) -> [Remark] {
    remarks(in: summary.cells) + remarks(of: CellFinding.findings(in: summary))
  }

  /// The recorded remarks of all cells without repetition, in order of appearance.
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
