import Decisions
import IIIFBench
import Statistics

/// Sentences about throughput over the number of users.
enum LoadCurveText {
  /// The sentences of all curves: the knee and what the scalability law says.
  static func sentences(_ curves: [LoadCurve]) -> [String] {
    curves.map { curve in
      "\(curve.server) \(curve.operation) \(curve.format.name): \(knee(curve)); \(law(curve))."
    }
  }

  /// `more than 2 users gain little (2–4)`.
  private static func knee(_ curve: LoadCurve) -> String {
    let (users, range) = (curve.knee.users, curve.knee.range)
    let interval = range.count > 1 ? " (\(range.lowerBound)–\(range.upperBound))" : ""
    return "more than \(Quantity.counted(users, "user"))\(interval) gain little"
  }

  private static func law(_ curve: LoadCurve) -> String {
    switch curve.fit {
    case .notEnoughPoints:
      return
        "not enough points for the scalability law (six loads over a factor of 8, three blocks)"
    case .doesNotFit: return "the scalability law does not fit"
    case .fits(let law, let peak):
      let shares =
        "contention \(Quantity.share(law.contention)), coherency \(Quantity.share(law.coherency))"
      let end =
        peak.map { "the throughput peaks at about \(Quantity.tick($0.rounded())) users" }
        ?? "no decline up to \(curve.largest) users"
      return "the scalability law fits (\(shares)): \(end)"
    }
  }
}
