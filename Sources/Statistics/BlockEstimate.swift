/// The mean of a row over its blocks, with a variance moderated by the row's pool.
package struct BlockEstimate: Hashable, Sendable {
  /// The mean over the blocks.
  package let mean: Double
  /// s̃², the moderated variance of one block; infinite with one block.
  package let variance: Double
  /// The number of blocks.
  package let blocks: Int
  /// Where the degrees of freedom come from.
  package let sources: DegreesOfFreedom

  /// The estimate with the opposite sign.
  var negated: BlockEstimate {
    BlockEstimate(mean: -mean, variance: variance, blocks: blocks, sources: sources)
  }

  /// The standard error of the mean.
  package var standardError: Double { (variance / Double(blocks)).squareRoot() }

  /// The degrees of freedom of the standard error.
  package var degrees: Double { sources.value }

  /// The p value of the hypothesis that the mean is 0; 1 with one block.
  package var p: Double {
    if standardError == 0 { return mean == 0 ? 1 : 0 }
    return StudentT.twoSided(mean / standardError, degrees: degrees)
  }

  /// The confidence interval; it misses the true mean with the probability `level`.
  package func interval(level: Double) -> ClosedRange<Double> {
    let half = blocks > 1 ? StudentT.critical(level, degrees: degrees) * standardError : .infinity
    return (mean - half)...(mean + half)
  }

  /// The difference that a run of `blocks` blocks detects at the level `level` in 9 of 10 runs.
  ///
  /// The degrees of freedom grow with the blocks; the variance is assumed constant. Infinite with a
  /// single block.
  package func resolution(blocks: Int, level: Double) -> Double {
    guard self.blocks > 1, blocks > 1 else { return .infinity }
    let degrees = sources.scaled(by: Double(blocks - 1) / Double(self.blocks - 1)).value
    let factor =
      StudentT.critical(level, degrees: degrees) + StudentT.critical(0.2, degrees: degrees)
    return factor * (variance / Double(blocks)).squareRoot()
  }
}

/// The degrees of freedom of a row's variance: from its own blocks, the prior and the pool.
package struct DegreesOfFreedom: Hashable, Sendable {
  /// d, the row's number of blocks minus one.
  package let own: Double
  /// d₀, of the prior.
  package let prior: Double
  /// ν, of the pool; nil if its rows share fewer than two blocks.
  package let pooled: Double?

  /// max(d, min(d₀ + d, ν/2)).
  ///
  /// The full ν gives 7 to 10 % false verdicts with 2 to 16 rows of 2 blocks; half of it gives 2 to
  /// 6.7 %.
  package var value: Double {
    guard let pooled else { return own }
    return max(own, min(prior + own, pooled / 2))
  }

  /// Scales all but the prior's degrees, for another number of blocks.
  func scaled(by factor: Double) -> DegreesOfFreedom {
    DegreesOfFreedom(own: own * factor, prior: prior, pooled: pooled.map { $0 * factor })
  }
}
