public import LoadGenerator

/// What is measured at one time: a server variant, a source format, an operation and a load.
public struct Cell: Codable, Hashable, Sendable {
  /// The server's name.
  public var server: String
  /// Its variant.
  public var variant: String
  /// The source format.
  public var format: SourceFormat
  /// The operation's name.
  public var operation: String
  /// The load.
  public var load: Load

  /// Creates a cell.
  public init(
    server: String, variant: String, format: SourceFormat, operation: String, load: Load
  ) {
    self.server = server
    self.variant = variant
    self.format = format
    self.operation = operation
    self.load = load
  }

  /// `server`, or `server@variant`.
  public var serverLabel: String {
    variant == ServerDescriptor.defaultVariant ? server : "\(server)@\(variant)"
  }
}

/// A load: so many users, or so many iterations a second.
public enum Load: Hashable, Sendable {
  /// A closed loop with so many users.
  case concurrency(Int)
  /// An open loop with so many iterations a second.
  case rate(Double)
  /// An open loop at the times that the operation itself knows, so many times as fast.
  case pace(Double)
}

extension Load: Codable {
  private enum CodingKeys: String, CodingKey { case concurrency, rate, pace }

  /// Reads `{"concurrency": 10}`, `{"rate": 100}` or `{"pace": 1}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let users = try container.decodeIfPresent(Int.self, forKey: .concurrency) {
      self = .concurrency(users)
    } else if let pace = try container.decodeIfPresent(Double.self, forKey: .pace) {
      self = .pace(pace)
    } else {
      self = .rate(try container.decode(Double.self, forKey: .rate))
    }
  }

  /// Writes `{"concurrency": 10}`, `{"rate": 100}` or `{"pace": 1}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .concurrency(let users): try container.encode(users, forKey: .concurrency)
    case .rate(let rate): try container.encode(rate, forKey: .rate)
    case .pace(let pace): try container.encode(pace, forKey: .pace)
    }
  }
}

extension Load {
  /// Why an operation cannot be put under the load, in a few words; nil when it can.
  func obstacle(to operation: any Operation) -> String? {
    guard case .pace = self, operation.ownTimes.isEmpty else { return nil }
    return "has no timing of its own"
  }
}

/// Whether a cell has figures.
public enum CellState: String, Codable, Sendable {
  /// It has.
  case measured
  /// The server lacks a feature or a source format; `reason` says which.
  case unsupported
  /// It could not be measured; `reason` says why.
  case failed
}

/// What one block measured in one cell.
public struct CellResult: Codable, Sendable {
  /// The server's name.
  public var server: String
  /// Its variant.
  public var variant: String
  /// The source format.
  public var format: SourceFormat
  /// The operation's name.
  public var operation: String
  /// The load.
  public var load: Load
  /// The block, from 1: one fresh start of the server.
  public var block: Int
  /// Whether there are figures.
  public var state: CellState
  /// Why there are none.
  public var reason: String?
  /// Requests sent in the window and rightly answered.
  public var requests = 0
  /// Failed requests by kind.
  ///
  /// What a comparison of pixels found out is in it, too (see ``PictureMistake``): it looks at
  /// `comparedPictures` answers only, which the figures count as right.
  public var errors: [String: Int] = [:]
  /// A few examples of each kind of error.
  public var errorExamples: [ErrorExample] = []
  /// Length of the measured window in seconds.
  public var seconds = 0.0
  /// Right answers completed within the window; over `seconds` they are the throughput.
  public var completedInWindow = 0
  /// Bytes of the bodies of right answers completed within the window.
  public var bytes = 0
  /// From the moment at which a request was due to the last byte.
  public var responseTime: LatencyFigures?
  /// From the send to the last byte.
  public var serviceTime: LatencyFigures?
  /// From the send to the first byte.
  public var timeToFirstByte: LatencyFigures?
  /// Time of whole iterations, where they have more than one request.
  public var iterationTime: LatencyFigures?
  /// Figures of the parts that the operation tells apart; nil in results from before there were any.
  public var parts: [PartFigures]?
  /// Durations of the parts of a transfer, by the load generator's names of the phases.
  public var phases: [String: LatencyFigures] = [:]
  /// Figures for each second.
  public var timeline: [TimelineSecond] = []
  /// Connections that were opened.
  public var connectionsOpened = 0
  /// Redirects that were followed.
  public var redirects = 0
  /// Different requests in the cell's table; fewer than were sent means that some were repeated.
  public var distinctRequests = 0
  /// How right answers are encoded, the most frequent way first, as far as some of them were looked
  /// at; nil in results of versions that did not look.
  public var traits: [ObservedTraits]?
  /// Right answers whose pixels were compared with a reference; nil in results of versions that
  /// compared none.
  public var comparedPictures: Int?
  /// CPU seconds of the server in the window; nil where they could not be read.
  public var serverCPUSeconds: Double?
  /// Where they were read; nil where they were not, and in results of versions that did not say.
  public var serverCPUClock: CPUClock?
  /// Peak memory of the server in bytes; nil where it could not be read.
  public var serverPeakMemory: Int?
  /// Processes of the server that were lost while it was measured; nil when none was.
  public var processChanges: ProcessChanges?
  /// How busy the generator was.
  public var generator = GeneratorWatch()
  /// How well the percentile came to be known that the window was to go on for; nil without one.
  public var precision: ReachedPrecision?
  /// The transport that was used.
  public var transport = ""
  /// What the reader must know about these figures, one sentence each.
  public var remarks: [String] = []

  /// Creates a result without figures.
  public init(cell: Cell, block: Int, state: CellState, reason: String? = nil) {
    server = cell.server
    variant = cell.variant
    format = cell.format
    operation = cell.operation
    load = cell.load
    self.block = block
    self.state = state
    self.reason = reason
  }

  /// The cell that was measured.
  public var cell: Cell {
    Cell(server: server, variant: variant, format: format, operation: operation, load: load)
  }

  /// Right answers per second.
  public var throughput: Double { seconds > 0 ? Double(completedInWindow) / seconds : 0 }

  /// Failed requests of all kinds.
  public var errorCount: Int { errors.values.reduce(0, +) }

  /// Mean length of the bodies of right answers in bytes; nil without an answer.
  public var meanBytes: Double? {
    completedInWindow > 0 ? Double(bytes) / Double(completedInWindow) : nil
  }
}

/// A wrong answer, kept to show what went wrong.
public struct ErrorExample: Codable, Hashable, Sendable {
  /// The kind, as in `errors`.
  public var kind: String
  /// The URL.
  public var url: String
  /// What a right answer is.
  public var expected: String
  /// What came.
  public var found: String

  /// Creates an example.
  public init(kind: String, url: String, expected: String, found: String) {
    self.kind = kind
    self.url = url
    self.expected = expected
    self.found = found
  }
}
