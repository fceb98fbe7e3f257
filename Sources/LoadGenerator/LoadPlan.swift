/// The parameters of a load.
public struct LoadPlan: Sendable {
  /// Scheme, host and port of the server, `http://127.0.0.1:8080`, or its Unix socket as a
  /// percent-encoded path, `http+unix://%2Frun%2Fserver.sock`.
  public var origin: String
  /// The requests.
  public var requests: RequestTable
  /// When requests are due.
  public var schedule: Schedule
  /// How concurrency or rate change, starting when the window opens.
  ///
  /// The warm-up runs at the first level; the last level stays until the load stops.
  public var stages: [Stage]
  /// The warm-up, which no figure includes.
  public var warmUp: WarmUp
  /// When the measured window closes.
  public var stop: StopRule
  /// How connections are opened and used.
  public var connections: ConnectionOptions
  /// Time limits of requests.
  public var timeouts: Timeouts
  /// The user and password for the server, which each request sends.
  public var credentials: Credentials?
  /// The number of event loops, each with its own thread.
  public var threads: Int
  /// The seed of Poisson arrivals.
  public var seed: UInt64
  /// The entry of the request table at which the load begins, modulo the table's length.
  public var firstIteration: Int

  /// Creates a plan.
  public init(
    origin: String, requests: RequestTable, schedule: Schedule = .closed(concurrency: 1),
    stages: [Stage] = [], warmUp: WarmUp = WarmUp(), stop: StopRule = StopRule(),
    connections: ConnectionOptions = ConnectionOptions(), timeouts: Timeouts = Timeouts(),
    credentials: Credentials? = nil, threads: Int = 1, seed: UInt64 = 0, firstIteration: Int = 0
  ) {
    self.origin = origin
    self.requests = requests
    self.schedule = schedule
    self.stages = stages
    self.warmUp = warmUp
    self.stop = stop
    self.connections = connections
    self.timeouts = timeouts
    self.credentials = credentials
    self.threads = threads
    self.seed = seed
    self.firstIteration = firstIteration
  }
}

/// When iterations are due.
public enum Schedule: Hashable, Sendable {
  /// A closed loop: each user starts an iteration when its last one has ended and the think time has
  /// passed. With one request per iteration, concurrency is the number of requests in flight.
  case closed(concurrency: Int, thinkTime: Duration = .zero)
  /// An open loop: iterations are due at a rate per second, whether or not earlier ones have ended.
  case open(rate: Double, arrivals: Arrivals = .constant, maximumConnections: Int = 1024)
  /// A replay: iterations are due at recorded times, whether or not earlier ones have ended.
  case recorded(Timetable, maximumConnections: Int = 1024)

  /// How the due times of an open schedule are spaced.
  public enum Arrivals: String, Hashable, Codable, Sendable, CaseIterable {
    /// Equal gaps.
    case constant
    /// Exponentially distributed gaps.
    case poisson
  }
}

/// The part of a load before the measured window; it ends when all of its conditions are met.
public struct WarmUp: Hashable, Sendable {
  /// Its minimum duration.
  public var duration: Duration
  /// Its minimum number of iterations.
  public var iterations: Int
  /// In a closed loop, the minimum number of completed iterations of each user.
  ///
  /// The warm-up waits for them up to 30 seconds beyond its duration.
  public var rounds: Int

  /// Creates a warm-up.
  ///
  /// By default, a warm-up with a duration has one round, so that users who start together do not end
  /// their first iterations together in the window.
  public init(duration: Duration = .zero, iterations: Int = 0, rounds: Int? = nil) {
    self.duration = duration
    self.iterations = iterations
    self.rounds = rounds ?? (duration > .zero ? 1 : 0)
  }

  /// Whether the measured window opens at once.
  var isEmpty: Bool { duration <= .zero && iterations <= 0 && rounds <= 0 }
}

/// The time limits of a request; exceeding each is a failure of its own kind.
public struct Timeouts: Hashable, Sendable {
  /// For name look-up, connection and TLS.
  public var connect: Duration
  /// From the send to the first byte of the answer.
  public var firstByte: Duration
  /// Between two parts of an answer.
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

  /// Whether a fault is the missing first byte, and its limit is the total one, which a connection
  /// shortens: the missing byte says more than the incomplete answer.
  func isFirstByteLimit(_ fault: Fault) -> Bool {
    fault == .firstByteTimeout && firstByte == total
  }
}
