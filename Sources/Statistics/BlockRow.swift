/// The values of one row of a table, one per block.
///
/// A value is the logarithm of a ratio of two servers, of a figure, or of a change within a window.
package struct BlockRow: Hashable, Sendable {
  /// The values by block number.
  package let values: [Int: Double]
  /// h, the sum of 1/N over the windows behind a value; the noise of single requests is
  /// proportional to it.
  package let inverseCompletions: Double
  /// The lower bound of a value's variance, see ``CountingNoise``.
  package let leastVariance: Double

  /// Creates a row; nil without values, or if a number is not finite.
  ///
  /// Omit `inverseCompletions` if the number of requests is unknown; the noise of such rows is not
  /// split into parts.
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

  /// The values in block order, which makes sums reproducible.
  private var sorted: [Double] { values.sorted { $0.key < $1.key }.map(\.value) }
}
