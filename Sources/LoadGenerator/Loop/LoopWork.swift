/// Everything that one event loop has to do, worked out of the plan before it starts.
struct LoopWork: Sendable {
  /// The requests.
  let table: RequestTable
  /// The loop's share of the iterations.
  let share: WorkShare
  /// Those who work through iterations at the same time.
  let users: Int
  /// Requests that a user may have under way at the same time.
  let slotsPerUser: Int
  /// When iterations are due, unless each user's next is due when its last has ended.
  let arrivals: ArrivalSequence?
  /// How long a user waits between two iterations.
  let thinkTime: Nanoseconds
  /// Users of the whole load at level 1, and the level over time.
  private let concurrency: Double
  private let profile: LevelProfile?
  /// Iterations after which the warm-up waits for the window, `Int.max` when it goes on by time.
  let warmUpIterations: Int
  /// Iterations that are started in the window at the most.
  let windowIterations: Int
  /// Whether the window closes after a number of iterations.
  let stopsByIterations: Bool
  /// Whether any iteration has more than one request.
  let hasLargeIterations: Bool
  /// When the load began.
  let loadStart: Nanoseconds

  /// The share of `share` in a plan that begins at `loadStart`.
  init(plan: LoadPlan, share: WorkShare, loadStart: Nanoseconds) {
    table = plan.requests
    self.share = share
    self.loadStart = loadStart
    slotsPerUser = plan.slotsPerUser
    users = share.share(of: plan.users)
    hasLargeIterations = plan.requests.requests.count > plan.requests.iterationCount
    switch plan.schedule {
    case .closed(let concurrency, let thinkTime):
      arrivals = nil
      profile = plan.stages.isEmpty ? nil : LevelProfile(plan.stages)
      self.concurrency = Double(concurrency)
      self.thinkTime = thinkTime.nanoseconds
    case .open(let rate, let kind, _):
      arrivals = ArrivalSequence(
        rate: rate, kind: kind, stages: plan.stages, seed: plan.seed, share: share)
      (profile, concurrency, thinkTime) = (nil, 0, 0)
    case .recorded(let timetable, _):
      arrivals = ArrivalSequence(timetable: timetable, share: share)
      (profile, concurrency, thinkTime) = (nil, 0, 0)
    }
    stopsByIterations = plan.stop.iterations != nil
    windowIterations = plan.stop.iterations.map { share.share(of: $0) } ?? .max
    warmUpIterations =
      plan.warmUp.duration > .zero ? .max : share.share(of: plan.warmUp.iterations)
  }

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
