import Foundation
import Statistics

/// The difference of work between two compared servers, and what it may change.
package struct PairWork: Hashable, Sendable {
  /// An aspect that changes the amount of work, with the values of both servers.
  package struct Difference: Hashable, Sendable {
    /// The aspect.
    package let aspect: WorkAspect
    /// The value of the worse server.
    package let worse: WorkValue
    /// The value of the better server.
    package let better: WorkValue
  }

  /// How the price is known.
  package enum Basis: Hashable, Sendable {
    /// It was measured on one of the two, which ran with the other's encoding as well, as this server.
    case measured(on: String, as: String)
    /// It is bounded by the costs of both encodings in libvips.
    case bounded
    /// It is not known.
    case unknown
  }

  /// The aspects in which the servers differ; at least one.
  package let differences: [Difference]
  /// How the price is known.
  package let basis: Basis
  /// The factor by which the ratio of the worse server to the better one changes if both do the same
  /// work; nil if the price is unknown.
  ///
  /// Above 1 if the worse server has more work.
  package let correction: ClosedRange<Double>?
  /// Whether the verdict is the same for equal work, whatever the factor is within its bounds.
  package let stands: Bool

  init(
    differences: [Difference], basis: Basis, correction: ClosedRange<Double>?,
    comparison: CellComparison?
  ) {
    self.differences = differences
    self.basis = basis
    self.correction = correction
    stands = Self.stands(comparison, correction)
  }

  private static func stands(
    _ comparison: CellComparison?, _ correction: ClosedRange<Double>?
  ) -> Bool {
    guard let comparison, let correction else { return false }
    let lower = comparison.interval.lowerBound * correction.lowerBound
    let upper = comparison.interval.upperBound * correction.upperBound
    switch comparison.verdict {
    case .slower: return upper < 1
    case .faster: return lower > 1
    case .level: return comparison.isLevel(lower...upper)
    case .undecided: return false
    }
  }
}
