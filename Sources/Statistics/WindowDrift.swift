import Foundation

/// Tests whether cells became faster or slower within their windows.
///
/// The change of a window is δ, the logarithm of its later half's completions over its earlier
/// half's. The rule of comparisons decides, with one row for each cell of a server and h from half
/// the completions.
package struct WindowDrift: Sendable {
  /// The results, by server and cell.
  package let cells: [[Cell]]

  /// The drift of one cell.
  package struct Cell: Hashable, Sendable {
    /// The mean of δ over the blocks and its noise.
    package let estimate: BlockEstimate
    /// The p value, adjusted for the family.
    package let adjustedP: Double
    /// The interval of δ at the level of the family.
    package let interval: ClosedRange<Double>
    /// Whether the cell was not steady: its change is significant and larger than 2 %.
    package let isDrifting: Bool
  }

  /// The least change that matters, as a logarithm.
  private static let margin = 0.02

  /// Tests rows of δ, one group for each server.
  package init(servers: [[BlockRow]], level: Double = 0.05) {
    let tests = TestFamily(groups: servers, level: level)
    cells = tests.results.map { rows in
      rows.map { row in
        Cell(
          estimate: row.estimate, adjustedP: row.adjustedP,
          interval: row.estimate.interval(level: tests.adjustedLevel),
          isDrifting: row.isRejected && abs(row.estimate.mean) > Self.margin)
      }
    }
  }

  /// δ of a window from the completions of its slices; nil when a half has none.
  ///
  /// The middle slice of an odd number belongs to neither half.
  package static func change(slices: [Double]) -> Double? {
    let half = slices.count / 2
    let earlier = slices.prefix(half).reduce(0, +)
    let later = slices.suffix(half).reduce(0, +)
    return earlier > 0 && later > 0 ? log(later / earlier) : nil
  }
}
