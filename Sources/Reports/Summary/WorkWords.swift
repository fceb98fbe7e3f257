import Decisions
import IIIFBench
import Support

/// Describes differences of work between servers, and what they cost.
enum WorkWords {
  /// A clause after the distance of a server from the better one; empty if their work is equal.
  ///
  /// `, at JPEG quality 90 instead of 75, which costs at most 1.20 times`
  static func clause(_ pair: PairVerdict) -> String {
    guard let work = pair.work else { return "" }
    let what = work.differences.map { "\($0.worse.object) instead of \($0.better.rest)" }
    let difference = "sending \(NameList.text(what))"
    guard let price = Price(work) else { return ", \(difference), whose price is unknown" }
    guard price.isOfWorse else { return ", although \(difference)" }
    return ", \(difference), which costs \(price.text)"
      + (work.stands ? "" : " and may explain the difference")
  }

  /// The clause about a server whose distance from the better one is not reported.
  static func sentence(_ pair: PairVerdict, name: String) -> String? {
    guard let work = pair.work else { return nil }
    let what = work.differences.map { "\($0.worse.object) instead of \($0.better.rest)" }
    let price =
      switch Price(work) {
      case nil: "whose price is unknown"
      case let price? where price.isOfWorse: "which costs \(price.text)"
      case let price?: "which saves \(price.text)"
      }
    return "\(name) sends \(NameList.text(what)), \(price)"
  }

  /// The known prices, one sentence per difference.
  ///
  /// `JPEG quality 90 instead of 75 costs at most 1.20 times (crop of jp2-10x).`
  static func prices(_ verdicts: Verdicts) -> [String] {
    var places: [(what: String, price: String, place: String)] = []
    for group in verdicts.groups {
      for work in group.pairs.compactMap(\.work) {
        guard let price = Price(work) else { continue }
        let what = work.differences.map { difference in
          let (more, less) =
            price.isOfWorse
            ? (difference.worse, difference.better) : (difference.better, difference.worse)
          return "\(more.object) instead of \(less.rest)"
        }
        places.append(
          (
            what: NameList.text(what), price: price.text,
            place: "\(group.operation) of \(group.format.name) at \(group.load.label)"
          ))
      }
    }
    return unique(places.map(\.what)).map { what in
      let mine = places.filter { $0.what == what }
      let prices = unique(mine.map(\.price)).map { price in
        let names = unique(mine.filter { $0.price == price }.map(\.place))
        return "\(price) (\(NameList.text(names, limit: mostPlaces)))"
      }
      return "Sending \(what) costs \(prices.joined(separator: ", "))."
    }
  }

  /// The number of places that a sentence names.
  private static let mostPlaces = 3

  /// What a difference of work costs.
  private struct Price {
    /// Whether the worse server has more work.
    let isOfWorse: Bool
    /// `at most 1.20 times`, `alpha 1.12 times (1.08–1.16)`.
    let text: String

    /// Words the price; nil if it is unknown.
    init?(_ work: PairWork) {
      guard let correction = work.correction else { return nil }
      isOfWorse = correction.upperBound - 1 >= 1 - correction.lowerBound
      let (least, most) =
        isOfWorse
        ? (correction.lowerBound, correction.upperBound)
        : (1 / correction.upperBound, 1 / correction.lowerBound)
      switch work.basis {
      case .measured(let server, _):
        let middle = (least * most).squareRoot()
        text =
          "\(server) \(Quantity.number(middle)) times "
          + "(\(Quantity.number(least))–\(Quantity.number(most)))"
      case .bounded, .unknown:
        text = "at most \(Quantity.number((most * 100).rounded(.up) / 100)) times"
      }
    }
  }
}
