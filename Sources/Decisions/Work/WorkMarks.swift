import Foundation
package import IIIFBench
import Statistics

/// The cells whose verdicts the difference of work may have changed, or whose comparison it forbids.
package struct WorkMarks: Sendable {
  /// The largest change of speed that JPEG quality, subsampling, scans and channels are assumed to
  /// cause; a larger distance is not their effect alone.
  package static let largestEffect = 1.5

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

  /// The servers with other encodings than a server at a distance that these may explain.
  private static func affected(in group: ComparedCells, audit: EquivalenceAudit) -> [Cell] {
    guard let work = audit.group(operation: group.operation, format: group.format) else {
      return []
    }
    let differences = work.differences.filter(\.aspect.decidesWork)
    return group.pairs.flatMap { pair -> [Cell] in
      let cells = [pair.better, pair.worse].map { group.servers[$0].cell.cell }
      let isNear = pair.comparison.map { abs($0.estimate.mean) < log(largestEffect) } ?? false
      guard isNear else { return [] }
      let odd = differences.filter { difference in
        difference.value(of: cells[0].serverLabel) != difference.value(of: cells[1].serverLabel)
      }.flatMap(\.odd)
      return cells.filter { odd.contains($0.serverLabel) }
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

extension WorkDifference {
  /// The value of a server's answers; nil if the aspect does not apply to them.
  fileprivate func value(of server: String) -> WorkValue? {
    (others + [majority].compactMap(\.self)).first { $0.servers.contains(server) }?.value
  }
}
