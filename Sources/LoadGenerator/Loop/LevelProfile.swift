/// The level of a load over time: linear within stages, constant after the last.
struct LevelProfile: Sendable {
  private struct Segment {
    var start: Double
    var level: Double
    var slope: Double
    /// The integral of the level before the segment.
    var work: Double
  }

  private let segments: [Segment]

  /// Creates the profile of stages; without stages the level is always 1.
  init(_ stages: [Stage]) {
    var segments: [Segment] = []
    var (time, work) = (0.0, 0.0)
    for stage in stages where stage.duration > .zero {
      let length = Double(stage.duration.nanoseconds) / 1e9
      segments.append(
        Segment(
          start: time, level: stage.from, slope: (stage.to - stage.from) / length, work: work))
      time += length
      work += (stage.from + stage.to) / 2 * length
    }
    segments.append(Segment(start: time, level: stages.last?.to ?? 1, slope: 0, work: work))
    self.segments = segments
  }

  /// The level at the beginning.
  var initialLevel: Double { segments[0].level }

  /// The level at a time in seconds.
  func level(at time: Double) -> Double {
    let segment = segments.last { $0.start <= time } ?? segments[0]
    return segment.level + segment.slope * max(0, time - segment.start)
  }

  /// The time at which the integral of the level reaches a value; infinite for never.
  func time(ofWork work: Double) -> Double {
    let segment = segments.last { $0.work <= work } ?? segments[0]
    let rest = work - segment.work
    if rest <= 0 { return segment.start }
    // The positive root of slope / 2 x² + level x = rest, in the form that allows a slope of 0.
    let root = max(0, segment.level * segment.level + 2 * segment.slope * rest).squareRoot()
    return segment.start + 2 * rest / (segment.level + root)
  }
}
