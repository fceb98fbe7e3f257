import Foundation

/// Student's t distribution, for means of few values.
///
/// Degrees of freedom may be fractional, as Satterthwaite's approximation gives them; infinitely
/// many are the normal distribution.
public enum StudentT {
  /// The value that the absolute value of t exceeds with a probability of 5 %.
  public static func critical95(degreesOfFreedom degrees: Int) -> Double {
    critical(0.05, degrees: Double(degrees))
  }

  /// The probability that the absolute value of t exceeds `t`: the p value of a two-sided test.
  ///
  /// P(|T| > t) = I_{ν/(ν+t²)}(ν/2, 1/2); 1 without degrees of freedom.
  package static func twoSided(_ t: Double, degrees: Double) -> Double {
    guard degrees > 0, t != 0 else { return 1 }
    if degrees > normalFrom { return erfc(abs(t) / 2.0.squareRoot()) }
    let square = t * t
    // Each form is exact where the other one loses digits.
    return square < 1
      ? 1 - incompleteBeta(square / (degrees + square), 0.5, degrees / 2)
      : incompleteBeta(degrees / (degrees + square), degrees / 2, 0.5)
  }

  /// The probability that t is at most `t`.
  package static func cumulative(_ t: Double, degrees: Double) -> Double {
    let tail = twoSided(t, degrees: degrees) / 2
    return t < 0 ? tail : 1 - tail
  }

  /// The value below which t lies with a probability.
  package static func quantile(_ probability: Double, degrees: Double) -> Double {
    if probability == 0.5 { return 0 }
    if probability < 0.5 { return -critical(2 * probability, degrees: degrees) }
    return critical(2 * (1 - probability), degrees: degrees)
  }

  /// The value that the absolute value of t exceeds with the probability `level`; infinite without
  /// degrees of freedom.
  ///
  /// Newton's method on the logarithms, where the tail is nearly straight, kept within a bracket
  /// that is halved where a step leaves it.
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

  /// From here on the normal distribution is nearer than rounding lets the beta function be.
  private static let normalFrom = 1e8
}
