import Foundation

/// The fit of the scalability law to throughputs of several blocks.
package enum ScalabilityFit: Hashable, Sendable {
  /// Fewer than 6 loads, a range below a factor of 8, or fewer than 3 blocks.
  case notEnoughPoints
  /// The law deviates from the measurements by more than the noise; the relative error per load.
  case doesNotFit(residuals: [Double])
  /// The law holds; `peak` is the number of users with the highest throughput, if that is certain.
  case fits(ScalabilityLaw, peak: Double?)

  /// Fits the law to the throughputs by number of users and block.
  ///
  /// The law is rejected if the lack of fit is significant at 1 % and a load is off by more than 5 %.
  /// A peak is certain if the interval of β over the blocks excludes 0; it is reported only below
  /// twice the largest load.
  package init(_ throughputs: [Int: [Int: Double]]) {
    let loads = throughputs.filter { $0.value.values.allSatisfy { $0 > 0 } }
      .sorted { $0.key < $1.key }
    let users = loads.map { Double($0.key) }
    let rows = loads.compactMap { BlockRow(values: $0.value.mapValues { log($0) }) }
    guard let least = users.first, let largest = users.last, rows.count == loads.count,
      loads.count >= 6, largest >= 8 * least, rows.allSatisfy({ $0.values.count >= 3 }),
      let law = ScalabilityLaw(users: users, throughputs: rows.map { exp($0.mean) })
    else {
      self = .notEnoughPoints
      return
    }
    let errors = zip(users, rows).map { log(law.throughput(users: $0)) - $1.mean }
    if Self.isRejected(errors, rows) {
      self = .doesNotFit(residuals: errors.map { exp($0) - 1 })
    } else {
      let isCertain = law.peak.map { $0 < 2 * largest } ?? false
      self = .fits(
        law, peak: isCertain && Self.hasCoherency(loads.map(\.value), users) ? law.peak : nil)
    }
  }

  private static func isRejected(_ errors: [Double], _ rows: [BlockRow]) -> Bool {
    guard errors.contains(where: { abs(exp($0) - 1) > 0.05 }) else { return false }
    let estimates = ModeratedPool(rows).estimates
    let squares = zip(errors, estimates).reduce(0) { sum, load in
      sum + load.0 * load.0 / (load.1.variance / Double(load.1.blocks))
    }
    let degrees = Double(errors.count - 3)
    let noiseDegrees = estimates.map(\.degrees).min() ?? 0
    return fisherTail(squares / degrees, degrees, noiseDegrees) < 0.01
  }

  /// Whether β is significantly positive over the blocks.
  private static func hasCoherency(_ loads: [[Int: Double]], _ users: [Double]) -> Bool {
    let blocks = loads.dropFirst().reduce(Set(loads[0].keys)) { $0.intersection($1.keys) }
    let values = blocks.compactMap { block in
      ScalabilityLaw(users: users, throughputs: loads.compactMap { $0[block] })
        .map { (block, $0.coherency) }
    }
    guard let row = BlockRow(values: Dictionary(uniqueKeysWithValues: values)),
      let estimate = ModeratedPool([row]).estimates.first
    else { return false }
    return estimate.interval(level: 0.05).lowerBound > 0
  }
}

/// The probability that F exceeds a value, for two degrees of freedom.
func fisherTail(_ value: Double, _ numerator: Double, _ denominator: Double) -> Double {
  incompleteBeta(
    denominator / (denominator + numerator * value), denominator / 2, numerator / 2)
}
