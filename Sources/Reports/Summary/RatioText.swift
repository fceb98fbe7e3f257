/// Formats ratios of figures.
enum RatioText {
  /// The unit of distances, which is the same within a sentence or a table.
  enum Unit: Hashable {
    case percent
    case times

    /// Times, if a ratio or its inverse is 2 or more.
    init(_ ratios: [Double]) {
      self = ratios.contains { $0 >= 2 || $0 <= 0.5 } ? .times : .percent
    }
  }

  /// `31 % slower (28–34 %)` or `2.40 times slower (2.20–2.70)`.
  static func slower(
    _ ratio: Double, _ interval: ClosedRange<Double>, in unit: Unit? = nil
  ) -> String {
    switch unit ?? Unit([ratio]) {
    case .percent:
      "\(percent(1 - ratio)) % slower " + shares(1 - interval.upperBound, 1 - interval.lowerBound)
    case .times:
      "\(Quantity.number(1 / ratio)) times slower "
        + "(\(Quantity.number(1 / interval.upperBound))–\(Quantity.number(1 / interval.lowerBound)))"
    }
  }

  /// `7 % faster (3–11 %)` or `2.40 times faster (2.20–2.70)`.
  static func faster(
    _ ratio: Double, _ interval: ClosedRange<Double>, in unit: Unit? = nil
  ) -> String {
    switch unit ?? Unit([ratio]) {
    case .percent:
      "\(percent(ratio - 1)) % faster " + shares(interval.lowerBound - 1, interval.upperBound - 1)
    case .times:
      "\(Quantity.number(ratio)) times faster "
        + "(\(Quantity.number(interval.lowerBound))–\(Quantity.number(interval.upperBound)))"
    }
  }

  /// How much faster than another server: `9.60 times`, `31 %`; `ratio` is above 1.
  static func ahead(_ ratio: Double, in unit: Unit) -> String {
    switch unit {
    case .percent: "\(percent(ratio - 1)) %"
    case .times: "\(Quantity.number(ratio)) times"
    }
  }

  /// The differences that an interval around 1 does not exclude:
  /// `between 4 % slower and 7 % faster`.
  static func between(_ interval: ClosedRange<Double>) -> String {
    let (lower, upper) = (interval.lowerBound, interval.upperBound)
    let unit = Unit([lower, upper])
    return "between \(bound(1 / lower, 1 - lower, in: unit)) slower and "
      + "\(bound(upper, upper - 1, in: unit)) faster"
  }

  /// A bound of an interval; beyond 10 times it is not of interest.
  private static func bound(_ factor: Double, _ share: Double, in unit: Unit) -> String {
    if unit == .percent { return "\(percent(share)) %" }
    return factor > 10 ? "more than 10 times" : "\(Quantity.number(max(1, factor))) times"
  }

  /// `24 % less CPU`, `1.30 times the CPU`, and the interval: `(20–28 %)`, `(1.20–1.40)`.
  ///
  /// - Parameters:
  ///   - ratio: The ratio of what is used.
  ///   - interval: Its interval.
  ///   - less: What is used, after a percentage: `less CPU`.
  ///   - times: What is used, after a factor: `the CPU`.
  static func use(
    _ ratio: Double, _ interval: ClosedRange<Double>, less: String, times: String
  ) -> (amount: String, interval: String) {
    let (lower, upper) = (interval.lowerBound, interval.upperBound)
    guard ratio >= 1 else {
      return ("\(percent(1 - ratio)) % \(less)", shares(1 - upper, 1 - lower))
    }
    return (
      "\(Quantity.number(ratio)) times \(times)",
      "(\(Quantity.number(lower))–\(Quantity.number(upper)))"
    )
  }

  /// The margin of "level": `5 %`, `2.5 %`.
  static func margin(_ share: Double) -> String { "\(Quantity.tick(100 * share)) %" }

  /// A detectable difference: `14 %`, and from 100 % on `a factor of 2.40`.
  static func difference(_ share: Double) -> String {
    share < 1 ? "\(percent(share)) %" : "a factor of \(Quantity.number(1 + share))"
  }

  /// `(28–34 %)`, and `(39.8–40.2 %)` if whole numbers are equal.
  private static func shares(_ lower: Double, _ upper: Double) -> String {
    let (first, last) = (percent(lower), percent(upper))
    guard first == last else { return "(\(first)–\(last) %)" }
    return "(\(Quantity.number(100 * max(0, lower)))–\(Quantity.number(100 * upper)) %)"
  }

  private static func percent(_ share: Double) -> String { Quantity.percent(max(0, share)) }
}
