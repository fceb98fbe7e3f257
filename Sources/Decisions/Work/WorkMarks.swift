package import IIIFBench

/// The cells whose verdicts the difference of work may have changed, or whose comparison it forbids.
package struct WorkMarks: Sendable {
  /// The marked cells.
  package let cells: Set<Cell>

  /// Finds the marked cells of all comparisons.
  package init(_ verdicts: Verdicts, audit: EquivalenceAudit) {
    cells = Set(
      verdicts.groups.flatMap { group in
        let apart = group.apart.filter { $0.reasons.contains(where: \.isOtherWork) }
        return apart.map(\.cell.cell) + Self.affected(in: group, audit: audit)
      })
  }

  /// The servers that do other work than most, in pairs whose verdict that may have changed.
  private static func affected(in group: ComparedCells, audit: EquivalenceAudit) -> [Cell] {
    guard let work = audit.group(operation: group.operation, format: group.format) else {
      return []
    }
    return group.pairs.flatMap { pair -> [Cell] in
      guard let difference = pair.work, !difference.stands else { return [] }
      let aspects = difference.differences.map(\.aspect)
      let odd = work.differences.filter { aspects.contains($0.aspect) }.flatMap(\.odd)
      return [pair.better, pair.worse].map { group.servers[$0].cell.cell }
        .filter { odd.contains($0.serverLabel) }
    }
  }
}

extension SetApart {
  /// Whether the server did other work, rather than none.
  fileprivate var isOtherWork: Bool {
    switch self {
    case .pixelSize, .cached, .passedThrough: true
    case .errors, .unfinished: false
    }
  }
}
