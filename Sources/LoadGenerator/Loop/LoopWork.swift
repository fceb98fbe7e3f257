/// The work of one event loop in a session, computed from the plan before the load starts.
struct LoopWork: Sendable {
  /// The requests.
  let table: RequestTable
  /// The loop's share of the load.
  let share: WorkShare
  /// The number of users.
  let users: Int
  /// The maximum number of concurrent requests of a user.
  let slotsPerUser: Int
  /// The time between two iterations of a user.
  let thinkTime: Nanoseconds
  /// The users of the whole load at level 1.
  private let concurrency: Double
  private let profile: LevelProfile?
  /// Whether the load is an open loop or a replay.
  let isOpen: Bool
  /// Whether any iteration has more than one request.
  let hasLargeIterations: Bool
  private let schedule: Schedule
  private let stages: [Stage]
  private let seed: UInt64
  private let firstIteration: Int

  /// Computes the work of one loop.
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

  /// The due times of a slice's iterations; nil for a closed loop.
  ///
  /// Each slice has other random arrivals, and restarts a recording.
  func arrivals(slice: Int) -> ArrivalSequence? {
    switch schedule {
    case .closed: nil
    case .open(let rate, let kind, _):
      ArrivalSequence(
        rate: rate, kind: kind, stages: stages, seed: seed &+ UInt64(slice), share: share)
    case .recorded(let timetable, _): ArrivalSequence(timetable: timetable, share: share)
    }
  }

  /// The table entry of the loop's iteration `number`.
  func entry(ofIteration number: Int) -> Int {
    let index = (share.iteration(number) &+ firstIteration) % table.iterationCount
    return index < 0 ? index + table.iterationCount : index
  }

  /// Whether the number of users of a closed loop changes over time.
  var hasStages: Bool { profile != nil }

  /// The number of active users of a closed loop at a time.
  func userLimit(at now: Nanoseconds, opensAt: Nanoseconds) -> Int {
    guard let profile else { return users }
    let level = profile.level(at: Double(max(0, now - min(now, opensAt))) / 1e9)
    return share.share(of: Int((level * concurrency).rounded()))
  }
}

extension LoadPlan {
  /// The maximum number of connections of one user: as many as a browser opens to one host.
  private static let connectionsPerUser = 6

  /// The maximum number of concurrent requests of one user.
  var slotsPerUser: Int {
    var widest = 1
    for step in requests.stepEnds.indices {
      widest = max(widest, requests.requests(ofStep: step).count)
    }
    let limit = min(widest, Self.connectionsPerUser)
    return max(1, min(limit, schedule.maximumConnections ?? limit))
  }

  /// The number of users in all event loops.
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
  /// The maximum number of connections of an open loop or a replay.
  fileprivate var maximumConnections: Int? {
    switch self {
    case .closed: nil
    case .open(_, _, let maximum), .recorded(_, let maximum): maximum
    }
  }
}
