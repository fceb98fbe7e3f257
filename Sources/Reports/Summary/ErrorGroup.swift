import Decisions
import Foundation
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
  /// The first examples; empty if none was recorded.
  var examples: [ErrorExample]

  /// The cell, or the number of cells.
  var place: String { cells.count == 1 ? cells[0].label : Quantity.counted(cells.count, "cell") }

  /// All errors of all cells, by server and kind, in order of appearance.
  static func groups(in cells: [CellSummary]) -> [ErrorGroup] {
    var groups: [ErrorGroup] = []
    for cell in cells {
      for (kind, count) in cell.errors.sorted(by: { $0.key < $1.key }) where count > 0 {
        let server = cell.cell.serverLabel
        let examples = cell.errorExamples.filter { $0.kind == kind }
        if let index = groups.firstIndex(where: { $0.server == server && $0.kind == kind }) {
          groups[index].count += count
          groups[index].cells.append(cell.cell)
          groups[index].examples = ErrorExample.first(of: groups[index].examples + examples)
        } else {
          groups.append(
            ErrorGroup(
              server: server, kind: kind, count: count, cells: [cell.cell],
              examples: examples))
        }
      }
    }
    return groups
  }
}

extension ErrorExample {
  /// The picture and the time, `picture page 1, 12:00:03 UTC`; without a picture that is unknown.
  var circumstances: String {
    let time = time.formatted(
      Date.ISO8601FormatStyle(timeZone: .gmt).time(includingFractionalSeconds: false))
    return picture.isEmpty ? "\(time) UTC" : "picture \(picture), \(time) UTC"
  }

  /// The example on one line.
  var phrase: String {
    let log = log.isEmpty ? "" : ", the server logged \(log.joined(separator: " / "))"
    return "\(url) (\(circumstances)): expected \(expected), found \(found)\(log)"
  }
}
