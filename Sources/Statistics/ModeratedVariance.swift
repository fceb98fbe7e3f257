import Foundation

/// An empirical Bayes prior for the variance of one row, from the variances of many.
///
/// Smyth (2004), "Linear models and empirical Bayes methods"; `fitFDist` and `squeezeVar` of the R
/// package limma.
package struct ModeratedVariance: Hashable, Sendable {
  /// d₀, the degrees of freedom of the prior: 0 if the rows carry no information about each other,
  /// infinite if they differ by chance alone.
  package let degrees: Double
  /// s₀², the expected variance.
  package let variance: Double

  /// Fits the prior to variances of `degrees` degrees of freedom each, which follow a scaled F
  /// distribution.
  package init(variances: [Double], degrees: [Double]) {
    let count = Double(variances.count)
    guard count > 1, let middle = median(variances) else {
      (self.degrees, variance) = (0, variances.first ?? 1)
      return
    }
    // Avoids the logarithm of 0.
    let least = 1e-5 * (middle > 0 ? middle : 1)
    let logs = zip(variances, degrees).map { variance, degrees in
      log(max(variance, least)) - digamma(degrees / 2) + log(degrees / 2)
    }
    let mean = logs.reduce(0, +) / count
    let excess =
      zip(logs, degrees).reduce(0) { sum, row in
        sum + count / (count - 1) * (row.0 - mean) * (row.0 - mean) - trigamma(row.1 / 2)
      } / count
    if excess > 0 {
      self.degrees = 2 * trigammaInverse(excess)
      variance = exp(mean + digamma(self.degrees / 2) - log(self.degrees / 2))
    } else {
      self.degrees = .infinity
      let pooled = zip(variances, degrees).reduce(0) { $0 + $1.0 * $1.1 } / degrees.reduce(0, +)
      // Rows without scatter keep the expected variance.
      variance = pooled > 0 ? pooled : 1
    }
  }

  /// The variance of one row, shrunk towards the prior.
  package func moderated(_ variance: Double, degrees: Double) -> Double {
    if self.degrees.isInfinite { return self.variance }
    return (self.degrees * self.variance + degrees * variance) / (self.degrees + degrees)
  }
}
