import Foundation

/// Student's t distribution.
///
/// Degrees of freedom may be fractional, as Satterthwaite's approximation gives them. With infinite
/// degrees it is the normal distribution.
package enum StudentT {
  /// The p value of a two-sided test: the probability that |T| exceeds |t|.
  ///
  /// I_{ν/(ν+t²)}(ν/2, 1/2); 1 without degrees of freedom.
  package static func twoSided(_ t: Double, degrees: Double) -> Double {
    guard degrees > 0, t != 0 else { return 1 }
    if degrees > normalFrom { return erfc(abs(t) / 2.0.squareRoot()) }
    let square = t * t
    // Each form is accurate where the other loses digits.
    return square < 1
      ? 1 - incompleteBeta(square / (degrees + square), 0.5, degrees / 2)
      : incompleteBeta(degrees / (degrees + square), degrees / 2, 0.5)
  }

  /// The critical value of a two-sided test at a level; infinite without degrees of freedom.
  ///
  /// Newton's method on a log-log scale, where the tail is nearly linear. A step that leaves the
  /// bracket is replaced by bisection.
  package static func critical(_ level: Double, degrees: Double) -> Double {
    guard degrees > 0, level > 0 else { return .infinity }
    guard level < 1 else { return 0 }
    var (low, high, logT) = (log(1e-12), log(1e100), log(2.0))
    for _ in 0..<200 {
      let t = exp(logT)
      let tail = twoSided(t, degrees: degrees)
      if tail > level { low = logT } else { high = logT }
      let next = logT + log(tail / level) * tail / (2 * density(t, degrees: degrees) * t)
      let step = next > low && next < high ? next : (low + high) / 2
      if abs(step - logT) < 1e-14 { return exp(step) }
      logT = step
    }
    return exp(logT)
  }

  private static func density(_ t: Double, degrees: Double) -> Double {
    if degrees > normalFrom { return exp(-t * t / 2) / (2 * Double.pi).squareRoot() }
    let logScale = lgamma((degrees + 1) / 2) - lgamma(degrees / 2) - log(degrees * .pi) / 2
    return exp(logScale - (degrees + 1) / 2 * log1p(t * t / degrees))
  }

  /// Above this the normal distribution is closer than the rounding error of the beta function.
  private static let normalFrom = 1e8
}
