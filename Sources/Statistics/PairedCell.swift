/// Two servers measured in the same blocks of one cell.
package struct PairedCell: Hashable, Sendable {
  /// The log ratios by block; positive if the first server is better: ln X_a − ln X_b for
  /// throughputs, ln R_b − ln R_a for response times.
  package let row: BlockRow

  /// Pairs measurements of two servers; nil without a block, or without completions.
  ///
  /// - Parameters:
  ///   - logRatios: The log ratios by block number.
  ///   - completions: The mean completions per window of the first and of the second server.
  ///   - counting: How completions are counted; sets the lower bound of the noise.
  package init?(
    logRatios: [Int: Double], completions: (Double, Double),
    counting: CountingNoise = .fractional
  ) {
    guard completions.0 > 0, completions.1 > 0,
      let row = BlockRow(
        values: logRatios, inverseCompletions: 1 / completions.0 + 1 / completions.1,
        leastVariance: counting.variance(completions: completions.0)
          + counting.variance(completions: completions.1))
    else { return nil }
    self.row = row
  }
}
