/// A load: so many users, or so many iterations a second.
package enum Load: Hashable, Sendable {
  /// A closed loop with so many users.
  case concurrency(Int)
  /// An open loop with so many iterations a second.
  case rate(Double)
  /// An open loop at the times that the operation itself knows, so many times as fast.
  case replaySpeed(Double)
}

extension Load: Codable {
  private enum CodingKeys: String, CodingKey { case concurrency, rate, replaySpeed }

  /// Reads `{"concurrency": 10}`, `{"rate": 100}` or `{"replaySpeed": 1}`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let users = try container.decodeIfPresent(Int.self, forKey: .concurrency) {
      self = .concurrency(users)
    } else if let speed = try container.decodeIfPresent(Double.self, forKey: .replaySpeed) {
      self = .replaySpeed(speed)
    } else {
      self = .rate(try container.decode(Double.self, forKey: .rate))
    }
  }

  /// Writes `{"concurrency": 10}`, `{"rate": 100}` or `{"replaySpeed": 1}`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .concurrency(let users): try container.encode(users, forKey: .concurrency)
    case .rate(let rate): try container.encode(rate, forKey: .rate)
    case .replaySpeed(let speed): try container.encode(speed, forKey: .replaySpeed)
    }
  }
}

extension Load {
  /// Why an operation cannot be put under the load, in a few words; nil when it can.
  package func limitation(to operation: any ImageOperation) -> String? {
    guard case .replaySpeed = self, operation.ownTimes.isEmpty else { return nil }
    return "has no timing of its own"
  }
}
