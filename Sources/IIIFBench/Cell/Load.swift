/// A number of users, an arrival rate, or a replay speed.
package enum Load: Hashable, Sendable {
  /// A closed loop with a number of users.
  case concurrency(Int)
  /// An open loop with an arrival rate in iterations per second.
  case rate(Double)
  /// An open loop that replays recorded timestamps at a speed; 1 is the original one.
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
  /// The reason why an operation does not support the load, a short phrase; nil if it does.
  package func limitation(to operation: any ImageOperation) -> String? {
    guard case .replaySpeed = self, operation.ownTimes.isEmpty else { return nil }
    return "has no recorded timestamps"
  }
}
