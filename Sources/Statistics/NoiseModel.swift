import Foundation

/// The variance from block to block as a function of a window's number of requests: A + B·h.
///
/// A is the variance between starts, B that of single requests; h is the sum of 1/N over the windows
/// behind a value.
package struct NoiseModel: Hashable, Sendable {
  /// A, the variance that more requests do not reduce.
  package let perStart: Double
  /// B, the variance of a window of one request.
  package let perRequest: Double

  /// The lower bound of A, (0.5 %)²: a few starts cannot show less.
  package static let floor = 0.005 * 0.005

  /// The expected variance of a value.
  package func variance(at inverseCompletions: Double) -> Double {
    perStart + perRequest * inverseCompletions
  }

  /// Fits the model to variances of `degrees` degrees of freedom each.
  ///
  /// A and B maximise the likelihood of gamma-distributed variances: they minimise
  /// Σ d (s²/σ² + ln σ²). With fewer than 6 variances, or if h varies by less than a factor of 4,
  /// the parts cannot be separated and B is 0.
  package init(
    variances: [Double], degrees: [Double], inverseCompletions: [Double],
    floor: Double = NoiseModel.floor
  ) {
    let fit = GammaFit(variances: variances, degrees: degrees, h: inverseCompletions)
    let (least, largest) = (inverseCompletions.min() ?? 0, inverseCompletions.max() ?? 0)
    let isSeparable = variances.count >= 6 && least > 0 && largest >= 4 * least
    let best = isSeparable ? fit.best() : (fit.pooled, 0)
    perStart = max(best.0, floor)
    perRequest = best.1
  }
}

/// Iterated weighted least squares of variances on h.
private struct GammaFit {
  let variances: [Double]
  let degrees: [Double]
  let h: [Double]

  /// The mean variance, weighted by degrees of freedom.
  let pooled: Double

  init(variances: [Double], degrees: [Double], h: [Double]) {
    (self.variances, self.degrees, self.h) = (variances, degrees, h)
    let total = degrees.reduce(0, +)
    pooled = total > 0 ? zip(degrees, variances).reduce(0) { $0 + $1.0 * $1.1 } / total : 0
  }

  /// The most likely A and B found from three starting points.
  func best() -> (Double, Double) {
    guard pooled > 0 else { return (0, 0) }
    let middle = median(h) ?? 1
    let slope =
      variances.indices.reduce(0) { $0 + degrees[$1] * variances[$1] / h[$1] }
      / degrees.reduce(0, +)
    var best = (pooled, 0.0)
    for start in [(pooled, 0), (0, slope), (pooled / 2, pooled / 2 / middle)] {
      var current = start
      for _ in 0..<200 {
        if deviance(current) < deviance(best) { best = current }
        let next = step(from: current)
        let change = abs(next.0 - current.0) + abs(next.1 - current.1) * middle
        current = next
        if change < 1e-11 * pooled { break }
      }
      if deviance(current) < deviance(best) { best = current }
    }
    return best
  }

  private func sigma(_ model: (Double, Double), _ row: Int) -> Double {
    max(model.0 + model.1 * h[row], .leastNormalMagnitude)
  }

  private func deviance(_ model: (Double, Double)) -> Double {
    variances.indices.reduce(0) { sum, row in
      let expected = sigma(model, row)
      return sum + degrees[row] * (variances[row] / expected + log(expected))
    }
  }

  /// One weighted regression with weights d/σ⁴; a negative coefficient becomes 0, and the other is
  /// fitted again.
  private func step(from model: (Double, Double)) -> (Double, Double) {
    var (w, wh, whh, ws, whs) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for row in variances.indices {
      let scale = pooled / sigma(model, row)
      let weight = degrees[row] * scale * scale
      w += weight
      wh += weight * h[row]
      whh += weight * h[row] * h[row]
      ws += weight * variances[row]
      whs += weight * h[row] * variances[row]
    }
    let determinant = w * whh - wh * wh
    guard determinant > 0 else { return (ws / w, 0) }
    let start = (whh * ws - wh * whs) / determinant
    let request = (w * whs - wh * ws) / determinant
    if start < 0 { return (0, whs / whh) }
    if request < 0 { return (ws / w, 0) }
    return (start, request)
  }
}
