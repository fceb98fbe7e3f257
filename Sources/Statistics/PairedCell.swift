/// One cell in which two servers were measured in the same blocks.
package struct PairedCell: Hashable, Sendable {
  /// The ratios' logarithms by block, positive where the first server is better: ln X_a − ln X_b of
  /// throughputs, ln R_b − ln R_a of response times.
  package let row: BlockRow

  /// Pairs measurements of two servers; nil without a block, or without completions.
  ///
  /// - Parameters:
  ///   - logRatios: The logarithms by the number of the block.
  ///   - completions: The mean completions of a window of the first and of the second server.
  ///   - counting: How completions are counted, which bounds the noise from below.
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
