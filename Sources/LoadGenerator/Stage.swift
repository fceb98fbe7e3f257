/// A part of a load in which the concurrency or the rate changes linearly.
///
/// Levels are multiples of the schedule's: with `.open(rate: 100)`, a stage from 1 to 3 ramps up from
/// 100 to 300 per second. Two stages of one level each make a step, three a spike.
public struct Stage: Hashable, Codable, Sendable {
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

extension [Stage] {
  /// The total duration of the stages.
  public var duration: Duration { reduce(.zero) { $0 + $1.duration } }
}
