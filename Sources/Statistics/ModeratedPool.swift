/// Rows that share information about their variance: all cells of one pair of servers, or of one
/// server.
///
/// Two or three blocks hardly determine a variance. The pool fits a noise model, moderates each
/// row's deviation from it, and uses the effective degrees of freedom of rows with common blocks. A
/// pool of one row is Student's t.
package struct ModeratedPool: Sendable {
  /// The expected noise of a row.
  package let noise: NoiseModel
  /// How much rows deviate from the model.
  package let prior: ModeratedVariance
  /// The effective degrees of freedom; nil with fewer than two common blocks.
  package let sharing: EffectiveDegrees?
  /// The estimates, in the order of the rows.
  package let estimates: [BlockEstimate]

  /// Pools rows.
  ///
  /// Rows of one block do not contribute; their intervals are unbounded.
  package init(_ rows: [BlockRow]) {
    let repeated = rows.filter { $0.degrees > 0 }
    let degrees = repeated.map(\.degrees)
    let noise = NoiseModel(
      variances: repeated.map(\.variance), degrees: degrees,
      inverseCompletions: repeated.map(\.inverseCompletions))
    let prior = ModeratedVariance(
      variances: repeated.map { $0.variance / noise.variance(at: $0.inverseCompletions) },
      degrees: degrees)
    let sharing = EffectiveDegrees(
      standardized: Self.standardized(repeated, noise), runs: repeated.map(\.runs).max() ?? 1)
    (self.noise, self.prior, self.sharing) = (noise, prior, sharing)
    estimates = rows.map { row in
      let degrees = row.degrees
      let expected = noise.variance(at: row.inverseCompletions)
      let moderated = expected * prior.moderated(row.variance / expected, degrees: degrees)
      return BlockEstimate(
        mean: row.mean,
        variance: degrees > 0 ? max(moderated, row.leastVariance) : .infinity,
        blocks: row.values.count,
        sources: DegreesOfFreedom(own: degrees, prior: prior.degrees, pooled: sharing?.value))
    }
  }

  /// The values of the common blocks, divided by the expected deviations.
  private static func standardized(_ rows: [BlockRow], _ noise: NoiseModel) -> [[Double]] {
    guard let first = rows.first else { return [] }
    let common = rows.dropFirst().reduce(Set(first.values.keys)) {
      $0.intersection($1.values.keys)
    }
    let blocks = common.sorted()
    return rows.map { row in
      let deviation = noise.variance(at: row.inverseCompletions).squareRoot()
      return blocks.compactMap { row.values[$0] }.map { $0 / deviation }
    }
  }
}
