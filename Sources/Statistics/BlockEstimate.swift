/// What the blocks say about the mean of a row, with the variance of its pool.
package struct BlockEstimate: Hashable, Sendable {
  /// The mean over the blocks.
  package let mean: Double
  /// s̃², the moderated variance of one block; infinite with one block.
  package let variance: Double
  /// The number of blocks.
  package let blocks: Int
  /// Where the degrees of freedom come from.
  package let sources: DegreesOfFreedom

  /// The estimate of the opposite.
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

  /// The interval that leaves out the true mean with the probability `level`.
  package func interval(level: Double) -> ClosedRange<Double> {
    let half = blocks > 1 ? StudentT.critical(level, degrees: degrees) * standardError : .infinity
    return (mean - half)...(mean + half)
  }

  /// The difference that `blocks` blocks find at the level `level` in 9 of 10 runs.
  ///
  /// The degrees of freedom grow with the blocks, the variance is taken to stay; infinite where one
  /// block is all there is.
  package func resolution(blocks: Int, level: Double) -> Double {
    guard self.blocks > 1, blocks > 1 else { return .infinity }
    let degrees = sources.scaled(by: Double(blocks - 1) / Double(self.blocks - 1)).value
    let factor =
      StudentT.critical(level, degrees: degrees) + StudentT.critical(0.2, degrees: degrees)
    return factor * (variance / Double(blocks)).squareRoot()
  }
}

/// The degrees of freedom of a row's variance, from its own blocks, the prior, and the pool.
package struct DegreesOfFreedom: Hashable, Sendable {
  /// d, the number of the row's blocks less one.
  package let own: Double
  /// d₀, those of the prior.
  package let prior: Double
  /// ν, those of the pool; nil when its rows have fewer than two blocks in common.
  package let pooled: Double?

  /// max(d, min(d₀ + d, ν/2)).
  ///
  /// Half of ν, not ν: with 2 to 16 rows the full ν gives 7 to 10 % false verdicts at 2 blocks, half
  /// of it 2 to 6.7 %.
  package var value: Double {
    guard let pooled else { return own }
    return max(own, min(prior + own, pooled / 2))
  }

  /// With more or fewer blocks, of which all but the prior's depend.
  func scaled(by factor: Double) -> DegreesOfFreedom {
    DegreesOfFreedom(own: own * factor, prior: prior, pooled: pooled.map { $0 * factor })
  }
}
