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
  /// The number of runs that the blocks belong to; the values of several runs are deviations from the
  /// mean of their run.
  package let runs: Int

  /// Creates a row; nil without values, or if a number is not finite.
  ///
  /// Omit `inverseCompletions` if the number of requests is unknown; the noise of such rows is not
  /// split into parts.
  package init?(
    values: [Int: Double], inverseCompletions: Double = 1, leastVariance: Double = 0, runs: Int = 1
  ) {
    guard !values.isEmpty, values.values.allSatisfy(\.isFinite),
      inverseCompletions.isFinite, leastVariance.isFinite
    else { return nil }
    self.values = values
    self.inverseCompletions = inverseCompletions
    self.leastVariance = leastVariance
    self.runs = runs
  }

  /// The mean over the blocks.
  package var mean: Double { sorted.reduce(0, +) / Double(values.count) }

  /// The degrees of freedom of the variance: a mean per run is estimated.
  var degrees: Double { Double(values.count - runs) }

  /// The variance over the blocks, within runs; 0 with one block.
  package var variance: Double {
    let mean = mean
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return degrees > 0 ? squares / degrees : 0
  }

  /// The values in block order, which makes sums reproducible.
  private var sorted: [Double] { values.sorted { $0.key < $1.key }.map(\.value) }
}
