import Decisions
import LoadGenerator
import Results
import Statistics

/// Percentiles of times over blocks, as far as each block has enough answers for them.
///
/// Where a block has fewer, the slowest answer stands in place of a high percentile, with a mark.
enum PercentileText {
  /// A percentile that tables show.
  enum Percentile: Double, CaseIterable {
    case p50 = 50
    case p95 = 95
    case p99 = 99

    /// The answers that each block needs.
    var answers: Int { Int((1000 / (100 - rawValue)).rounded(.up)) }

    fileprivate func value(of figures: LatencyFigures) -> UInt64 {
      switch self {
      case .p50: figures.p50
      case .p95: figures.p95
      case .p99: figures.p99
      }
    }
  }

  /// What stands behind a figure that is none of its percentile.
  static let mark = "*"

  /// What the mark means.
  static let note =
    "too few answers in a block (p50 takes \(Percentile.p50.answers), p95 "
    + "\(Percentile.p95.answers), p99 \(Percentile.p99.answers)): in place of p95 and p99 stands "
    + "the slowest answer."

  /// The percentile over all blocks in milliseconds; with a mark, the slowest answer.
  static func text(of blocks: [LatencyFigures], _ percentile: Percentile) -> String {
    guard let figures = LatencyFigures(merging: blocks) else { return Quantity.none }
    let isShown = allows(blocks, percentile)
    let value = isShown || percentile == .p50 ? percentile.value(of: figures) : figures.max
    return Quantity.milliseconds(Double(value)) + (isShown ? "" : mark)
  }

  /// Whether each block has enough answers.
  static func allows(_ blocks: [LatencyFigures], _ percentile: Percentile) -> Bool {
    CellFigures.allows(
      percentile: percentile.rawValue, answersPerBlock: blocks.map { Int($0.count) })
  }
}

extension CellSummary {
  /// The response times of each block that has some.
  var responseTimes: [LatencyFigures] { blocks.compactMap(\.responseTime) }
}
