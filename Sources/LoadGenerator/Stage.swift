/// A part of a load over which the concurrency or the rate changes evenly.
///
/// Levels are shares of what the schedule says: over `.open(rate: 100)` a stage from 1 to 3 ramps
/// up from 100 to 300 a second. Two stages of one level each make a step, three a spike.
public struct Stage: Hashable, Codable, Sendable {
  /// How long the stage takes.
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
  /// How long the stages take together.
  public var duration: Duration { reduce(.zero) { $0 + $1.duration } }
}
