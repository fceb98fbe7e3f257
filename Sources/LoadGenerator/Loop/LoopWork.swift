/// Everything that one event loop has to do in a session, worked out of the plan before it starts.
struct LoopWork: Sendable {
  /// The requests.
  let table: RequestTable
  /// The loop's share of the iterations.
  let share: WorkShare
  /// Those who work through iterations at the same time.
  let users: Int
  /// Requests that a user may have under way at the same time.
  let slotsPerUser: Int
  /// How long a user waits between two iterations.
  let thinkTime: Nanoseconds
  /// Users of the whole load at level 1, and the level over time.
  private let concurrency: Double
  private let profile: LevelProfile?
  /// Whether iterations are due at times of their own.
  let isOpen: Bool
  /// Whether any iteration has more than one request.
  let hasLargeIterations: Bool
  private let schedule: Schedule
  private let stages: [Stage]
  private let seed: UInt64
  private let firstIteration: Int

  /// The share of `share` in a plan.
  init(plan: LoadPlan, share: WorkShare) {
    table = plan.requests
    self.share = share
    slotsPerUser = plan.slotsPerUser
    users = share.share(of: plan.users)
    hasLargeIterations = plan.hasLargeIterations
    (schedule, stages, seed) = (plan.schedule, plan.stages, plan.seed)
    firstIteration = plan.firstIteration
    switch plan.schedule {
    case .closed(let concurrency, let thinkTime):
      profile = plan.stages.isEmpty ? nil : LevelProfile(plan.stages)
      self.concurrency = Double(concurrency)
      self.thinkTime = thinkTime.nanoseconds
      isOpen = false
    case .open, .recorded:
      (profile, concurrency, thinkTime) = (nil, 0, 0)
      isOpen = true
    }
  }

  /// When iterations of a slice are due, unless each user's next is due when its last has ended.
  ///
  /// Slices differ in their random arrivals and begin a recording anew.
  func arrivals(slice: Int) -> ArrivalSequence? {
    switch schedule {
    case .closed: nil
    case .open(let rate, let kind, _):
      ArrivalSequence(
        rate: rate, kind: kind, stages: stages, seed: seed &+ UInt64(slice), share: share)
    case .recorded(let timetable, _): ArrivalSequence(timetable: timetable, share: share)
    }
  }

  /// The entry of the table that the loop's own iteration `number` is.
  func entry(ofIteration number: Int) -> Int {
    let index = (share.iteration(number) &+ firstIteration) % table.iterationCount
    return index < 0 ? index + table.iterationCount : index
  }

  /// Whether the number of users of a closed schedule changes over time.
  var hasStages: Bool { profile != nil }

  /// The users of a closed schedule that may be active at a time.
  func userLimit(at now: Nanoseconds, opensAt: Nanoseconds) -> Int {
    guard let profile else { return users }
    let level = profile.level(at: Double(max(0, now - min(now, opensAt))) / 1e9)
    return share.share(of: Int((level * concurrency).rounded()))
  }
}

extension LoadPlan {
  /// Requests that one user may have under way at the same time.
  var slotsPerUser: Int {
    var widest = 1
    for step in requests.stepEnds.indices {
      widest = max(widest, requests.requests(ofStep: step).count)
    }
    let limit = min(widest, connections.perUser)
    return max(1, min(limit, schedule.maximumConnections ?? limit))
  }

  /// Those who work through iterations at the same time, over all loops.
  var users: Int {
    switch schedule {
    case .closed(let concurrency, _): Int((Double(concurrency) * highestLevel).rounded())
    case .open(_, _, let maximumConnections), .recorded(_, let maximumConnections):
      max(1, maximumConnections / slotsPerUser)
    }
  }

  private var highestLevel: Double {
    stages.isEmpty ? 1 : stages.reduce(0) { max($0, $1.from, $1.to) }
  }
}

extension Schedule {
  /// The most connections of a schedule that does not wait for answers.
  fileprivate var maximumConnections: Int? {
    switch self {
    case .closed: nil
    case .open(_, _, let maximum), .recorded(_, let maximum): maximum
    }
  }
}
