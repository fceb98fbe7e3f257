/// A load: so many users, or so many iterations a second.
package enum Load: Hashable, Sendable {
  /// A closed loop with so many users.
  case concurrency(Int)
  /// An open loop with so many iterations a second.
  case rate(Double)
  /// An open loop at the times that the operation itself knows, so many times as fast.
  case pace(Double)
}

extension Load: Codable {
  private enum CodingKeys: String, CodingKey { case concurrency, rate, pace }

  /// Reads `{"concurrency": 10}`, `{"rate": 100}` or `{"pace": 1}`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let users = try container.decodeIfPresent(Int.self, forKey: .concurrency) {
      self = .concurrency(users)
    } else if let pace = try container.decodeIfPresent(Double.self, forKey: .pace) {
      self = .pace(pace)
    } else {
      self = .rate(try container.decode(Double.self, forKey: .rate))
    }
  }

  /// Writes `{"concurrency": 10}`, `{"rate": 100}` or `{"pace": 1}`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .concurrency(let users): try container.encode(users, forKey: .concurrency)
    case .rate(let rate): try container.encode(rate, forKey: .rate)
    case .pace(let pace): try container.encode(pace, forKey: .pace)
    }
  }
}

extension Load {
  /// Why an operation cannot be put under the load, in a few words; nil when it can.
  package func obstacle(to operation: any ImageOperation) -> String? {
    guard case .pace = self, operation.ownTimes.isEmpty else { return nil }
    return "has no timing of its own"
  }
}
