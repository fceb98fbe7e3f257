/// Renders a grid of comparisons for a terminal, in several parts if it is narrow.
struct TerminalGrid {
  let grid: ComparisonGrid
  let width: Int
  let style: TextStyle

  private static let narrowestField = 18
  private static let gap = 2

  /// The lines of the grid, none wider than the terminal.
  var lines: [String] {
    let names = [grid.corner] + grid.rows.map(\.name)
    let label = min(names.map { DisplayWidth.of($0) }.max() ?? 0, width / 3)
    let room = width - label
    let most = max(1, room / (Self.narrowestField + Self.gap))
    let parts = max(1, (grid.columns.count + most - 1) / most)
    let count = max(1, (grid.columns.count + parts - 1) / parts)
    let blocks = stride(from: 0, to: grid.columns.count, by: count).map { start in
      part(start..<min(start + count, grid.columns.count), label: label, room: room)
    }
    return [style(.heading, grid.title)] + blocks.joined(separator: [""])
  }

  private func part(_ columns: Range<Int>, label: Int, room: Int) -> [String] {
    let widths = columns.map { column in
      let lines = grid.rows.flatMap { row in row.fields[column].map(texts) ?? [] }
      let natural = (lines + [grid.columns[column]]).map { DisplayWidth.of($0) }.max() ?? 0
      return min(natural, room / columns.count - Self.gap)
    }
    let heading = line(grid.corner, columns.map { grid.columns[$0] }, label, widths)
    let rows = grid.rows.flatMap { row -> [String] in
      let fields = zip(columns, widths).map { column, width in
        (row.fields[column].map(texts) ?? [Quantity.none]).flatMap {
          DisplayWidth.wrap($0, to: width)
        }
      }
      return (0..<(fields.map(\.count).max() ?? 0)).map { index in
        line(
          index == 0 ? row.name : "", fields.map { index < $0.count ? $0[index] : "" }, label,
          widths)
      }
    }
    return [style(.secondary, heading)] + rows
  }

  private func texts(_ field: ComparisonGrid.Field) -> [String] {
    let lines = grid.lines(of: field)
    guard field.isMarked, let first = lines.first else { return lines }
    return ["\(first) \(TerminalLayout.workMark)"] + lines.dropFirst()
  }

  private func line(_ name: String, _ texts: [String], _ label: Int, _ widths: [Int]) -> String {
    let fields = zip(texts, widths).map { text, width in
      String(repeating: " ", count: Self.gap)
        + DisplayWidth.pad(DisplayWidth.truncate(text, to: width), to: width)
    }
    let line = DisplayWidth.pad(DisplayWidth.truncate(name, to: label), to: label) + fields.joined()
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}
