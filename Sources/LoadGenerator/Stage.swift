/// A part of a load in which the concurrency or the rate changes linearly.
///
/// Levels are multiples of the schedule's: with `.open(rate: 100)`, a stage from 1 to 3 ramps up from
/// 100 to 300 per second. Two stages of one level each make a step, three a spike.
public struct Stage: Hashable, Sendable {
  /// The duration of the stage.
  public var duration: Duration
  /// The level at its beginning.
  public var from: Double
  /// The level at its end.
  public var to: Double

  /// Creates a stage that ramps from one level to another.
  public init(duration: Duration, from: Double, to: Double) {
    self.duration = duration
    self.from = from
    self.to = to
  }

  /// Creates a stage of one level.
  public init(duration: Duration, level: Double) {
    self.init(duration: duration, from: level, to: level)
  }
}

extension Stage: Codable {
  private enum CodingKeys: String, CodingKey {
    case duration
    case from
    case to
  }

  /// Decodes a stage with its duration in seconds.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    duration = .seconds(try values.decode(Double.self, forKey: .duration))
    from = try values.decode(Double.self, forKey: .from)
    to = try values.decode(Double.self, forKey: .to)
  }

  /// Encodes the stage with its duration in seconds.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(duration / .seconds(1), forKey: .duration)
    try values.encode(from, forKey: .from)
    try values.encode(to, forKey: .to)
  }
}

extension [Stage] {
  /// The total duration of the stages.
  public var duration: Duration { reduce(.zero) { $0 + $1.duration } }
}
