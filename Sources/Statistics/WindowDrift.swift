import Foundation

/// Tests whether cells became faster or slower within their windows.
///
/// The change of a window is δ, the log ratio of the completions of its later and its earlier half.
/// The tests have one row per cell of a server, with h from half the completions.
package struct WindowDrift: Sendable {
  /// The results, by server and cell.
  package let cells: [[CellDrift]]

  /// The drift of one cell.
  package struct CellDrift: Hashable, Sendable {
    /// The mean of δ over the blocks and its noise.
    package let estimate: BlockEstimate
    /// The p value, adjusted for the family.
    package let adjustedP: Double
    /// The interval of δ at the family's level.
    package let interval: ClosedRange<Double>
    /// Whether the change is significant and larger than 2 %.
    package let isDrifting: Bool
  }

  /// The smallest relevant change, as a logarithm.
  private static let margin = 0.02

  /// Tests rows of δ, one group per server.
  package init(servers: [[BlockRow]], level: Double = 0.05) {
    let tests = TestFamily(groups: servers, level: level)
    cells = tests.results.map { rows in
      rows.map { row in
        CellDrift(
          estimate: row.estimate, adjustedP: row.adjustedP,
          interval: row.estimate.interval(level: tests.adjustedLevel),
          isDrifting: row.isRejected && abs(row.estimate.mean) > Self.margin)
      }
    }
  }

  /// δ of a window, from the completions of its slices; nil if a half has no completions.
  ///
  /// The middle slice of an odd number is ignored.
  package static func change(slices: [Double]) -> Double? {
    let half = slices.count / 2
    let earlier = slices.prefix(half).reduce(0, +)
    let later = slices.suffix(half).reduce(0, +)
    return earlier > 0 && later > 0 ? log(later / earlier) : nil
  }
}
