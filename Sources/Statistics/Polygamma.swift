import Foundation

/// The derivative of ln Γ: recurrence up to x ≥ 6, then the asymptotic series.
package func digamma(_ x: Double) -> Double {
  var (x, sum) = (x, 0.0)
  while x < asymptoticFrom {
    sum -= 1 / x
    x += 1
  }
  let coefficients: [Double] = [
    -1 / 12, 1 / 120, -1 / 252, 1 / 240, -1 / 132, 691 / 32760, -1 / 12,
  ]
  return sum + log(x) - 1 / (2 * x) + evenSeries(coefficients, x)
}

/// The second derivative of ln Γ; positive and decreasing for positive x.
package func trigamma(_ x: Double) -> Double {
  var (x, sum) = (x, 0.0)
  while x < asymptoticFrom {
    sum += 1 / (x * x)
    x += 1
  }
  let coefficients: [Double] = [
    1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6,
  ]
  return sum + (1 + 1 / (2 * x) + evenSeries(coefficients, x)) / x
}

/// The inverse of the trigamma function, by Newton's method on its reciprocal.
///
/// Smyth (2004), appendix; the steps of `trigammaInverse` of the R package limma.
package func trigammaInverse(_ value: Double) -> Double {
  if value > 1e7 { return 1 / value.squareRoot() }
  if value < 1e-6 { return 1 / value }
  var x = 0.5 + 1 / value
  for _ in 0..<50 {
    let current = trigamma(x)
    let step = current * (1 - current / value) / tetragamma(x)
    x += step
    if -step / x < 1e-8 { break }
  }
  return x
}

/// The third derivative of ln Γ.
private func tetragamma(_ x: Double) -> Double {
  var (x, sum) = (x, 0.0)
  while x < asymptoticFrom {
    sum -= 2 / (x * x * x)
    x += 1
  }
  let coefficients: [Double] = [
    -1 / 2, 1 / 6, -1 / 6, 3 / 10, -5 / 6, 691 / 210,
  ]
  return sum - (1 + 1 / x - evenSeries(coefficients, x)) / (x * x)
}

/// Below this x the asymptotic series are less accurate than a `Double`.
private let asymptoticFrom = 6.0

/// The sum c₀/x² + c₁/x⁴ + c₂/x⁶ and so on.
private func evenSeries(_ coefficients: [Double], _ x: Double) -> Double {
  let square = 1 / (x * x)
  return coefficients.reversed().reduce(0) { ($0 + $1) * square }
}
