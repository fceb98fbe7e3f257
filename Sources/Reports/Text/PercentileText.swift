import Decisions
import LoadGenerator
import Results
import Statistics

/// Percentiles of times over blocks.
///
/// If a block has too few answers for a high percentile, the slowest answer replaces it, with a mark.
enum PercentileText {
  /// A percentile that tables show.
  enum Percentile: Double, CaseIterable {
    case p50 = 50
    case p95 = 95
    case p99 = 99

    /// The required number of answers per block.
    var answers: Int { Int((1000 / (100 - rawValue)).rounded(.up)) }

    fileprivate func value(of figures: LatencyFigures) -> UInt64 {
      switch self {
      case .p50: figures.p50
      case .p95: figures.p95
      case .p99: figures.p99
      }
    }
  }

  /// Marks the slowest answer.
  static let mark = "*"

  /// The meaning of the mark.
  static let note =
    "too few answers in a block (p50 needs \(Percentile.p50.answers), p95 "
    + "\(Percentile.p95.answers), p99 \(Percentile.p99.answers)): the slowest answer replaces p95 "
    + "and p99."

  /// The percentile over all blocks in milliseconds, or the slowest answer with a mark.
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
  /// The response times of each block.
  var responseTimes: [LatencyFigures] { blocks.compactMap(\.responseTime) }
}
