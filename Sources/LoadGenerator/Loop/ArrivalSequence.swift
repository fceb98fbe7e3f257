import Statistics

/// The due times of one event loop's iterations in an open loop.
///
/// The arrivals of the whole load depend only on rate, stages and seed. Each event loop takes its share
/// of them, so that their number does not change the due times.
struct ArrivalSequence: Sendable {
  private let rate: Double
  private let kind: Schedule.Arrivals
  private let share: WorkShare
  private let profile: LevelProfile
  /// The times of a recording, which replace all others.
  private let timetable: Timetable?
  /// The index of the next arrival.
  private var index = 0
  private var random: SplitMix64
  /// The time of the next arrival at a rate of 1.
  private var position = 0.0
  /// When the stages began, in seconds.
  private var stagesStart: Double?
  /// When the next iteration is due, since the start of the slice; `Nanoseconds.max` for never.
  private(set) var due: Nanoseconds = 0

  init(
    rate: Double, kind: Schedule.Arrivals, stages: [Stage] = [], seed: UInt64, share: WorkShare
  ) {
    self.rate = rate
    self.kind = kind
    self.share = share
    timetable = nil
    profile = LevelProfile(stages)
    random = SplitMix64(seed: seed)
    if kind == .poisson { step() }
    for _ in 0..<share.index { step() }
    due = dueTime()
  }

  /// Creates the arrivals of a recording.
  init(timetable: Timetable, share: WorkShare) {
    rate = 1
    kind = .constant
    self.share = share
    self.timetable = timetable
    profile = LevelProfile([])
    random = SplitMix64(seed: 0)
    index = share.index
    due = dueTime()
  }

  /// Advances to the event loop's next iteration.
  mutating func advance() {
    for _ in 0..<share.count { step() }
    due = dueTime()
  }

  /// Starts the stages at a time since the start of the slice.
  mutating func startStages(at time: Nanoseconds) {
    stagesStart = Double(time) / 1e9
    due = dueTime()
  }

  private mutating func step() {
    index += 1
    switch kind {
    case .constant: position += 1
    case .poisson: position += random.unitExponential()
    }
  }

  private func dueTime() -> Nanoseconds {
    if let timetable { return timetable.due(index) }
    let work = position / rate
    var time = work / profile.initialLevel
    if let stagesStart, time > stagesStart || profile.initialLevel == 0 {
      let before = stagesStart * profile.initialLevel
      time = stagesStart + profile.time(ofWork: work - before)
    }
    return time < 9e9 ? Nanoseconds((time * 1e9).rounded()) : .max
  }
}
