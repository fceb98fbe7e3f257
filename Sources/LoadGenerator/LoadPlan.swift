/// Everything that decides what a load does: where it goes, when, how long, and over what.
public struct LoadPlan: Sendable {
  /// Scheme, host and port of the server: `http://127.0.0.1:8080`.
  public var origin: String
  /// The requests.
  public var requests: RequestTable
  /// When requests are due.
  public var schedule: Schedule
  /// How concurrency or rate change from the opening of the window on; the warm-up has the first
  /// level, and the last one stays until the load stops.
  public var stages: [Stage]
  /// What is sent before the measured window opens; it is in no figure.
  public var warmUp: WarmUp
  /// When the measured window closes.
  public var stop: StopRule
  /// Connections and what is spoken over them.
  public var connections: ConnectionOptions
  /// Limits of waiting.
  public var timeouts: Timeouts
  /// Event loops, each a thread of its own.
  public var threads: Int
  /// Seed of everything random, which is the Poisson schedule alone.
  public var seed: UInt64
  /// The entry of the request table at which the load begins, modulo the length of the table.
  public var firstIteration: Int

  /// Creates a plan; all but the origin and the requests have defaults.
  public init(
    origin: String, requests: RequestTable, schedule: Schedule = .closed(concurrency: 1),
    stages: [Stage] = [], warmUp: WarmUp = WarmUp(), stop: StopRule = StopRule(),
    connections: ConnectionOptions = ConnectionOptions(), timeouts: Timeouts = Timeouts(),
    threads: Int = 1, seed: UInt64 = 0, firstIteration: Int = 0
  ) {
    self.origin = origin
    self.requests = requests
    self.schedule = schedule
    self.stages = stages
    self.warmUp = warmUp
    self.stop = stop
    self.connections = connections
    self.timeouts = timeouts
    self.threads = threads
    self.seed = seed
    self.firstIteration = firstIteration
  }
}

/// When iterations are due.
public enum Schedule: Hashable, Sendable {
  /// So many users, each of whom starts an iteration when the one before has ended and the think
  /// time has passed. With one request an iteration, concurrency is the number of requests in flight.
  case closed(concurrency: Int, thinkTime: Duration = .zero)
  /// So many iterations a second, due at their time whether or not earlier ones have ended.
  case open(rate: Double, arrivals: Arrivals = .constant, maximumConnections: Int = 1024)
  /// Iterations due at recorded times whether or not earlier ones have ended; stages change nothing.
  case recorded(Timetable, maximumConnections: Int = 1024)

  /// How the due times of an open schedule are spaced.
  public enum Arrivals: String, Hashable, Codable, Sendable, CaseIterable {
    /// Equal gaps.
    case constant
    /// Exponentially distributed gaps.
    case poisson
  }
}

/// The part of a load that runs before the measured window.
public struct WarmUp: Hashable, Sendable {
  /// At least so long.
  public var duration: Duration
  /// At least so many iterations.
  public var iterations: Int
  /// In a closed loop, at least this number of iterations ended by each user; it is waited for up to
  /// 30 seconds beyond the duration.
  public var rounds: Int

  /// Creates a warm-up that lasts until all conditions are met.
  ///
  /// Unless `rounds` says otherwise, a warm-up with a duration has one round: users that start
  /// together must not end their first iterations together in the window.
  public init(duration: Duration = .zero, iterations: Int = 0, rounds: Int? = nil) {
    self.duration = duration
    self.iterations = iterations
    self.rounds = rounds ?? (duration > .zero ? 1 : 0)
  }

  /// Whether anything comes before the measured window.
  var isEmpty: Bool { duration <= .zero && iterations <= 0 && rounds <= 0 }
}

/// Limits of waiting, each counted as an outcome of its own when it is passed.
public struct Timeouts: Hashable, Sendable {
  /// For name look-up, connection and TLS.
  public var connect: Duration
  /// From the send to the first byte of the answer.
  public var firstByte: Duration
  /// Between two parts of a body.
  public var idle: Duration
  /// From the send to the last byte.
  public var total: Duration

  /// Creates limits.
  public init(
    connect: Duration = .seconds(5), firstByte: Duration = .seconds(60),
    idle: Duration = .seconds(30), total: Duration = .seconds(120)
  ) {
    self.connect = connect
    self.firstByte = firstByte
    self.idle = idle
    self.total = total
  }
}
