/// A table of texts for a terminal; the last column is wrapped to the rest of the width.
struct TextTable {
  let headings: [String]
  let rows: [[String]]

  private static let gap = 2
  private static let narrowestLast = 24

  /// The heading and the rows; a wrapped row takes several lines.
  func lines(width: Int) -> [String] {
    let widths = (0..<headings.count - 1).map { column in
      ([headings] + rows).map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    let last = max(Self.narrowestLast, width - widths.reduce(0) { $0 + $1 + Self.gap })
    return ([headings] + rows).flatMap { row -> [String] in
      let head = zip(row, widths).map { DisplayWidth.pad($0, to: $1 + Self.gap) }.joined()
      let tail = DisplayWidth.wrap(row[row.count - 1], to: last)
      let indent = String(repeating: " ", count: DisplayWidth.of(head))
      guard let first = tail.first else { return [head] }
      return [head + first] + tail.dropFirst().map { indent + $0 }
    }
  }

  /// Splits the lines after the heading into those of each row.
  func groups(of lines: [String]) -> [[String]] {
    lines.dropFirst().reduce(into: []) { groups, line in
      if line.first == " ", !groups.isEmpty {
        groups[groups.count - 1].append(line)
      } else {
        groups.append([line])
      }
    }
  }
}
