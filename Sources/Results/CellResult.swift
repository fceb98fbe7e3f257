package import IIIFBench
package import LoadGenerator

/// What one block measured in one cell.
package struct CellResult: Codable, Sendable {
  /// The server's name.
  package var server: String
  /// Its variant.
  package var variant: String
  /// The source format.
  package var format: SourceFormat
  /// The operation's name.
  package var operation: String
  /// The load.
  package var load: Load
  /// The block, from 1: one fresh start of the server.
  package var block: Int
  /// Whether there are figures.
  package var state: CellState
  /// Why there are none.
  package var reason: String?
  /// Requests sent in the window and validly answered.
  package var requests = 0
  /// Failed requests by kind.
  ///
  /// What a comparison of pixels found out is in it, too (see ``PictureProblem``): it looks at
  /// `comparedPictures` answers only, which the figures count as right.
  package var errors: [String: Int] = [:]
  /// A few examples of each kind of error.
  package var errorExamples: [ErrorExample] = []
  /// The seconds of warm-up before the window; nil in results of versions that did not say.
  package var warmUpSeconds: Double?
  /// Length of the measured window in seconds; of several slices the sum.
  package var seconds = 0.0
  /// Valid answers that were completed within the window.
  package var completedInWindow = 0
  /// What was completed within the window by shares of time; nil in results of versions that counted
  /// whole answers only.
  package var completion: CompletedWork?
  /// The cell's place in the order of its server's start, from 0; nil in results of versions that
  /// did not say.
  package var position: Int?
  /// Bytes of the bodies of valid answers completed within the window.
  package var bytes = 0
  /// From the moment at which a request was due to the last byte.
  package var responseTime: LatencyFigures?
  /// From the send to the last byte.
  package var serviceTime: LatencyFigures?
  /// From the send to the first byte.
  package var timeToFirstByte: LatencyFigures?
  /// Time of whole iterations, where they have more than one request.
  package var iterationTime: LatencyFigures?
  /// Figures of the parts that the operation tells apart; nil in results from before there were any.
  package var parts: [PartFigures]?
  /// Durations of the parts of a transfer, by the load generator's names of the phases.
  package var phases: [String: LatencyFigures] = [:]
  /// Figures for each second.
  package var timeline: [TimelineSecond] = []
  /// Connections that were opened.
  package var connectionsOpened = 0
  /// Redirects that were followed.
  package var redirects = 0
  /// Different requests in the cell's table; fewer than were sent means that some were repeated.
  package var distinctRequests = 0
  /// How valid answers are encoded, the most frequent way first, as far as some of them were looked
  /// at; nil in results of versions that did not look.
  package var traits: [ObservedTraits]?
  /// Valid answers whose pixels were compared with a reference; nil in results of versions that
  /// compared none.
  package var comparedPictures: Int?
  /// CPU seconds of the server for one second in which only other servers were measured; nil where
  /// there was no such time or it could not be read.
  package var serverIdleCPUShare: Double?
  /// CPU seconds of the server in the window; nil where they could not be read.
  package var serverCPUSeconds: Double?
  /// Where they were read; nil where they were not, and in results of versions that did not say.
  package var serverCPUClock: CPUClock?
  /// Peak memory of the server in bytes; nil where it could not be read.
  package var serverPeakMemory: Int?
  /// Processes of the server that were lost while it was measured; nil when none was.
  package var processChanges: ProcessChanges?
  /// How busy the generator was.
  package var generator = GeneratorWatch()
  /// How well the percentile came to be known that the window was to go on for; nil without one.
  package var precision: ReachedPrecision?
  /// The transport that was used.
  package var transport = ""
  /// What the reader must know about these figures, one sentence each.
  package var remarks: [String] = []

  /// Creates a result without figures.
  package init(cell: Cell, block: Int, state: CellState, reason: String? = nil) {
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
  package var cell: Cell {
    Cell(server: server, variant: variant, format: format, operation: operation, load: load)
  }

  /// Valid answers per second.
  package var throughput: Double {
    seconds > 0 ? (completion?.answers ?? Double(completedInWindow)) / seconds : 0
  }

  /// Iterations without a failure per second; nil where an iteration is one request, and in results
  /// of versions that did not count them.
  package var iterationThroughput: Double? {
    guard iterationTime != nil, let completion, seconds > 0 else { return nil }
    return completion.iterations / seconds
  }

  /// Whether at least one answer was valid.
  package var hasValidAnswer: Bool { requests > 0 || completedInWindow > 0 }

  /// Failed requests of all kinds.
  package var errorCount: Int { errors.values.reduce(0, +) }

  /// Failed requests among all of them, from 0 to 1.
  package var errorShare: Double {
    errorCount > 0 ? Double(errorCount) / Double(requests + errorCount) : 0
  }

  /// Mean length of the bodies of valid answers in bytes; nil without an answer.
  package var meanBytes: Double? {
    completedInWindow > 0 ? Double(bytes) / Double(completedInWindow) : nil
  }
}
