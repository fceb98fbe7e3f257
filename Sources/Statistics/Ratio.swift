import Foundation

/// How many times larger one figure is than another, from pairs of measurements made in the same
/// block, with an interval of 95 % confidence.
///
/// The estimate is the geometric mean of the pairs' ratios, the interval Student's over their
/// logarithms. Pairs take what both sides of a block share (a slow minute of the machine) out of
/// the comparison. A bootstrap is no choice here: of two to five blocks its intervals are far too
/// narrow, while Student's keep their promise and are wide where the data are few.
public struct Ratio: Hashable, Sendable {
  /// The geometric mean of the ratios.
  public let estimate: Double
  /// The lower end of the interval; 0 with one pair.
  public let lowest: Double
  /// The upper end of the interval; infinite with one pair.
  public let highest: Double
  /// The number of pairs.
  public let pairs: Int

  /// Compares pairs; nil without a pair, or when a value is not positive.
  public init?(of numerators: [Double], to denominators: [Double]) {
    let pairs = Array(zip(numerators, denominators))
    guard !pairs.isEmpty, pairs.allSatisfy({ $0 > 0 && $1 > 0 && $0.isFinite && $1.isFinite })
    else { return nil }
    let logarithms = pairs.map { log($0 / $1) }
    let count = Double(pairs.count)
    let mean = logarithms.reduce(0, +) / count
    self.pairs = pairs.count
    estimate = exp(mean)
    guard pairs.count > 1 else {
      (lowest, highest) = (0, .infinity)
      return
    }
    let squares = logarithms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / (count - 1) / count).squareRoot()
    let half = StudentT.critical95(degreesOfFreedom: pairs.count - 1) * error
    (lowest, highest) = (exp(mean - half), exp(mean + half))
  }

  /// The ratio of the second figure to the first.
  public var inverse: Ratio {
    Ratio(
      estimate: 1 / estimate, lowest: highest.isFinite ? 1 / highest : 0,
      highest: lowest > 0 ? 1 / lowest : .infinity, pairs: pairs)
  }

  /// What the interval says when differences by less than `margin` do not matter.
  public func verdict(margin: Double) -> Verdict {
    if lowest >= 1 / (1 + margin), highest <= 1 + margin { return .level }
    if lowest > 1 { return .larger }
    if highest < 1 { return .smaller }
    return .undecided
  }

  /// What an interval says about a difference.
  public enum Verdict: Sendable {
    /// The first figure is larger.
    case larger
    /// The first figure is smaller.
    case smaller
    /// They differ by less than matters.
    case level
    /// The blocks do not separate them, nor show that they are level.
    case undecided
  }

  private init(estimate: Double, lowest: Double, highest: Double, pairs: Int) {
    self.estimate = estimate
    self.lowest = lowest
    self.highest = highest
    self.pairs = pairs
  }
}
