extension ModeratedPool {
  /// The variance of one block of a weighted sum of the rows.
  ///
  /// Rows of a block vary together by the intraclass correlation ρ of the pool:
  /// (1−ρ) Σ w²s̃² + ρ (Σ w s̃)².
  package func variance(weights: [Double]) -> Double {
    let correlation = sharing?.correlation ?? 0
    let parts = zip(weights, estimates).map { $0 * $1.variance.squareRoot() }
    let sum = parts.reduce(0, +)
    return (1 - correlation) * parts.reduce(0) { $0 + $1 * $1 } + correlation * sum * sum
  }
}
