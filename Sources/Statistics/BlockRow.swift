/// The values of one row of a table, one for each block in which it was measured.
///
/// A value is a logarithm: of the ratio of two servers, of a figure, of the change within a window.
package struct BlockRow: Hashable, Sendable {
  /// The values by the number of their block.
  package let values: [Int: Double]
  /// h, the sum of 1/N over the windows that go into a value: what the noise of requests grows
  /// with.
  package let inverseCompletions: Double
  /// The least variance of a value that is believed, see ``CountingNoise``.
  package let leastVariance: Double

  /// Creates a row; nil without values, or when one of the numbers is not finite.
  ///
  /// Leave `inverseCompletions` alone where no number of requests is known; the noise of such rows
  /// is not separated into parts.
  package init?(values: [Int: Double], inverseCompletions: Double = 1, leastVariance: Double = 0) {
    guard !values.isEmpty, values.values.allSatisfy(\.isFinite),
      inverseCompletions.isFinite, leastVariance.isFinite
    else { return nil }
    self.values = values
    self.inverseCompletions = inverseCompletions
    self.leastVariance = leastVariance
  }

  /// The mean over the blocks.
  package var mean: Double { sorted.reduce(0, +) / Double(values.count) }

  /// The variance over the blocks; 0 with one block.
  package var variance: Double {
    let (mean, count) = (mean, Double(values.count))
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return count > 1 ? squares / (count - 1) : 0
  }

  /// The values in the order of their blocks, so that sums do not depend on a hash.
  private var sorted: [Double] { values.sorted { $0.key < $1.key }.map(\.value) }
}
