import Decisions
import Results
import IIIFBench

/// Errors of one kind by one server.
struct ErrorGroup {
  /// The server's name with its variant.
  var server: String
  /// The kind.
  var kind: String
  /// Failed requests.
  var count: Int
  /// The cells with such errors.
  var cells: [Cell]
  /// An example; nil if none was recorded.
  var example: ErrorExample?

  /// The cell, or the number of cells.
  var place: String { cells.count == 1 ? cells[0].label : Quantity.counted(cells.count, "cell") }

  /// All errors of all cells, by server and kind, in order of appearance.
  static func groups(in cells: [CellSummary]) -> [ErrorGroup] {
    var groups: [ErrorGroup] = []
    for cell in cells {
      for (kind, count) in cell.errors.sorted(by: { $0.key < $1.key }) where count > 0 {
        let server = cell.cell.serverLabel
        let example = cell.errorExamples.first { $0.kind == kind }
        if let index = groups.firstIndex(where: { $0.server == server && $0.kind == kind }) {
          groups[index].count += count
          groups[index].cells.append(cell.cell)
          groups[index].example = groups[index].example ?? example
        } else {
          groups.append(
            ErrorGroup(
              server: server, kind: kind, count: count, cells: [cell.cell], example: example))
        }
      }
    }
    return groups
  }
}
