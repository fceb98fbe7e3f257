import Foundation

/// The verdict on two servers in one cell.
package struct CellComparison: Hashable, Sendable {
  /// The mean log ratio and its noise.
  package let estimate: BlockEstimate
  /// The p value, adjusted for the family.
  package let adjustedP: Double
  /// The verdict.
  package let verdict: Verdict
  /// The interval of the ratio at the level q; it decides "level".
  package let plainInterval: ClosedRange<Double>
  /// The interval at the family's level α*; it excludes 1 exactly when the test rejects.
  package let adjustedInterval: ClosedRange<Double>
  private let adjustedLevel: Double
  /// The largest difference that counts as level; 0.05 is 5 %.
  package let margin: Double

  /// The result of a comparison, for the first server.
  package enum Verdict: Hashable, Sendable {
    /// It is slower.
    case slower
    /// It is faster.
    case faster
    /// The two differ by less than the margin.
    case level
    /// The blocks show neither a difference nor that the two are level.
    case undecided
  }

  init(result: TestFamily.Result, level: Double, adjustedLevel: Double, margin: Double) {
    estimate = result.estimate
    adjustedP = result.adjustedP
    self.adjustedLevel = adjustedLevel
    self.margin = margin
    plainInterval = result.estimate.interval(level: level).exponentiated
    adjustedInterval = result.estimate.interval(level: adjustedLevel).exponentiated
    if Self.isLevel(plainInterval, margin: margin) {
      verdict = .level
    } else if result.isRejected {
      verdict = estimate.mean < 0 ? .slower : .faster
    } else {
      verdict = .undecided
    }
  }

  /// The comparison of an estimate that is not part of a family.
  init(alone estimate: BlockEstimate, level: Double, margin: Double) {
    let p = estimate.blocks > 1 ? estimate.p : 1
    self.init(
      result: TestFamily.Result(estimate: estimate, adjustedP: p, isRejected: p <= level),
      level: level, adjustedLevel: level, margin: margin)
  }

  /// The comparison for the second server.
  package var inverse: CellComparison { CellComparison(inverting: self) }

  private init(inverting other: CellComparison) {
    estimate = other.estimate.negated
    adjustedP = other.adjustedP
    verdict =
      switch other.verdict {
      case .slower: .faster
      case .faster: .slower
      case .level, .undecided: other.verdict
      }
    plainInterval = other.plainInterval.inverse
    adjustedInterval = other.adjustedInterval.inverse
    (adjustedLevel, margin) = (other.adjustedLevel, other.margin)
  }

  /// Whether a ratio within an interval is level by the margin of the comparison.
  package func isLevel(_ interval: ClosedRange<Double>) -> Bool {
    Self.isLevel(interval, margin: margin)
  }

  private static func isLevel(_ interval: ClosedRange<Double>, margin: Double) -> Bool {
    interval.lowerBound >= 1 / (1 + margin) && interval.upperBound <= 1 + margin
  }

  /// The geometric mean of the ratios.
  package var ratio: Double { exp(estimate.mean) }

  /// The interval that matches the verdict.
  package var interval: ClosedRange<Double> {
    verdict == .level ? plainInterval : adjustedInterval
  }

  /// The difference that a number of blocks detects in 9 of 10 runs; 0.35 is 35 %.
  package func resolution(blocks: Int) -> Double {
    exp(estimate.resolution(blocks: blocks, level: adjustedLevel)) - 1
  }

  /// The number of blocks, at least the measured ones, that detects a difference of the margin in 9
  /// of 10 runs; nil if `limit` blocks do not.
  package func blocksForMargin(limit: Int = 1000) -> Int? {
    guard resolution(blocks: limit) <= margin else { return nil }
    // The resolution improves with each block, so bisection finds the smallest sufficient number.
    var (low, high) = (1, limit)
    while high - low > 1 {
      let middle = (low + high) / 2
      if resolution(blocks: middle) <= margin { high = middle } else { low = middle }
    }
    return max(high, estimate.blocks)
  }
}

extension ClosedRange<Double> {
  /// The interval of a quantity, from the interval of its logarithm.
  var exponentiated: ClosedRange<Double> { exp(lowerBound)...exp(upperBound) }

  /// The interval of a ratio's inverse; 0 and infinity change places.
  fileprivate var inverse: ClosedRange<Double> { (1 / upperBound)...(1 / lowerBound) }
}
