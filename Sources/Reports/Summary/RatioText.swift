/// Words ratios of figures.
enum RatioText {
  /// `31 % slower (28–34 %)`, and from one half of the speed on `2.40 times slower (2.20–2.70)`.
  static func slower(_ ratio: Double, _ interval: ClosedRange<Double>) -> String {
    guard ratio <= 0.5 else {
      return "\(percent(1 - ratio)) % slower "
        + shares(1 - interval.upperBound, 1 - interval.lowerBound)
    }
    return "\(Quantity.number(1 / ratio)) times slower "
      + "(\(Quantity.number(1 / interval.upperBound))–\(Quantity.number(1 / interval.lowerBound)))"
  }

  /// `7 % faster (3–11 %)`, and from the double speed on `2.40 times faster (2.20–2.70)`.
  static func faster(_ ratio: Double, _ interval: ClosedRange<Double>) -> String {
    guard ratio >= 2 else {
      return "\(percent(ratio - 1)) % faster "
        + shares(interval.lowerBound - 1, interval.upperBound - 1)
    }
    return "\(Quantity.number(ratio)) times faster "
      + "(\(Quantity.number(interval.lowerBound))–\(Quantity.number(interval.upperBound)))"
  }

  /// What an interval that holds 1 leaves possible: `between 4 % slower and 7 % faster`.
  static func between(_ interval: ClosedRange<Double>) -> String {
    let (lower, upper) = (interval.lowerBound, interval.upperBound)
    let slower = lower > 0.5 ? "\(percent(1 - lower)) %" : times(1 / lower)
    let faster = upper < 2 ? "\(percent(upper - 1)) %" : times(upper)
    return "between \(slower) slower and \(faster) faster"
  }

  /// Bounds beyond 10 times exclude nothing that a reader would want to know.
  private static func times(_ bound: Double) -> String {
    bound > 10 ? "more than 10 times" : "\(Quantity.number(bound)) times"
  }

  /// `24 % less CPU`, `1.30 times the CPU`, and the interval of it: `(20–28 %)`, `(1.20–1.40)`.
  static func cpu(
    _ ratio: Double, _ interval: ClosedRange<Double>
  ) -> (amount: String, interval: String) {
    let (lower, upper) = (interval.lowerBound, interval.upperBound)
    guard ratio >= 1 else {
      return ("\(percent(1 - ratio)) % less CPU", shares(1 - upper, 1 - lower))
    }
    return (
      "\(Quantity.number(ratio)) times the CPU",
      "(\(Quantity.number(lower))–\(Quantity.number(upper)))"
    )
  }

  /// A difference that blocks tell: `14 %`, and from the double on `a factor of 2.40`.
  static func difference(_ share: Double) -> String {
    share < 1 ? "\(percent(share)) %" : "a factor of \(Quantity.number(1 + share))"
  }

  /// `(28–34 %)`, and `(39.8–40.2 %)` where whole numbers would be the same.
  private static func shares(_ lower: Double, _ upper: Double) -> String {
    let (first, last) = (percent(lower), percent(upper))
    guard first == last else { return "(\(first)–\(last) %)" }
    return "(\(Quantity.number(100 * max(0, lower)))–\(Quantity.number(100 * upper)) %)"
  }

  private static func percent(_ share: Double) -> String { Quantity.percent(max(0, share)) }
}
