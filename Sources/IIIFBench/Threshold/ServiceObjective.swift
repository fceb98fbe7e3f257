/// A promise about the response time of requests: `p95 < 200ms`.
package struct ServiceObjective: Hashable, Sendable {
  /// The text.
  package let text: String
  /// The share of requests that must be fast enough, such as 0.95.
  package let share: Double
  /// The longest allowed response time in microseconds.
  package let limit: Double

  /// The form, for messages.
  package static let expectation = "a percentile and a limit, such as 'p95 < 200ms'"

  /// Parses a promise; nil if the text has another form.
  package init?(_ text: String) {
    guard
      let match = text.wholeMatch(
        of: /\s*(p\d+)\s*<=?\s*([0-9]+(?:\.[0-9]+)?)\s*(\S+)\s*/)?.output,
      let metric = Metric(rawValue: String(match.1)), let share = metric.percentileShare,
      let unit = metric.dimension.units.first(where: { $0.name == String(match.3) }),
      let number = Double(match.2), number > 0
    else { return nil }
    self.text = text
    self.share = share
    limit = number * unit.size
  }
}

extension Metric {
  /// The share of a percentile; nil for other metrics.
  fileprivate var percentileShare: Double? {
    switch self {
    case .p50: 0.5
    case .p90: 0.9
    case .p95: 0.95
    case .p99: 0.99
    case .p999: 0.999
    default: nil
    }
  }
}

extension ServiceObjective: Codable {
  /// Reads the text of the promise.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let objective = ServiceObjective(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected \(Self.expectation)")
    }
    self = objective
  }

  /// Writes the text of the promise.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
