package import IIIFBench
package import LoadGenerator

/// The measurement of one cell in one block.
package struct CellResult: Codable, Sendable {
  /// The server's name.
  package var server: String
  /// The server's variant.
  package var variant: String
  /// The source format.
  package var format: SourceFormat
  /// The operation's name.
  package var operation: String
  /// The load.
  package var load: Load
  /// The number of the block, from 1.
  package var block: Int
  /// Whether the cell was measured.
  package var state: CellState
  /// Why it was not measured.
  package var reason: String?
  /// Valid answers to requests sent in the window.
  package var requests = 0
  /// Failed requests by kind.
  ///
  /// Includes wrong pixels, which only the `comparedPictures` answers are checked for; all other
  /// figures count these answers as valid.
  package var errors: [String: Int] = [:]
  /// Examples of each kind of error.
  package var errorExamples: [ErrorExample] = []
  /// Requests that were pending when the cell reached its time limit; they are no errors.
  package var unfinished = 0
  /// The seconds of warm-up before the window; 0 without one, and for cells without a window.
  package var warmUpSeconds = 0.0
  /// The length of the measured window in seconds; the sum over its slices.
  package var seconds = 0.0
  /// Valid answers completed within the window, each counted in full.
  package var completedInWindow = 0
  /// The work completed within the window, weighted by shares of time.
  package var completion = CompletedWork()
  /// The position of the cell among those of its start, from 0.
  package var position = 0
  /// Bytes of the bodies of valid answers completed within the window.
  package var bytes = 0
  /// Time from when a request was due to the last byte.
  package var responseTime: LatencyFigures?
  /// Time from the send to the last byte.
  package var serviceTime: LatencyFigures?
  /// Time from the send to the first byte.
  package var timeToFirstByte: LatencyFigures?
  /// Time of whole iterations; nil if an iteration is one request.
  package var iterationTime: LatencyFigures?
  /// Figures of the operation's parts; empty if it has none.
  package var parts: [PartFigures] = []
  /// Durations of the phases of a transfer, by the load generator's names.
  package var phases: [String: LatencyFigures] = [:]
  /// Figures per second.
  package var timeline: [TimelineSecond] = []
  /// Connections that were opened.
  package var connectionsOpened = 0
  /// Redirects that were followed.
  package var redirects = 0
  /// Different requests of the cell; requests repeat if it sends more.
  package var distinctRequests = 0
  /// The encodings of inspected valid answers, the most frequent first.
  package var traits: [ObservedTraits] = []
  /// Valid answers whose pixels were compared with a reference.
  package var comparedPictures = 0
  /// CPU seconds of the server per second while only other servers were measured; nil if there was
  /// no such time, or if it could not be read.
  package var serverIdleCPUShare: Double?
  /// CPU seconds of the server in the window; nil if they could not be read.
  package var serverCPUSeconds: Double?
  /// The source of the CPU times; nil if they could not be read.
  package var serverCPUClock: CPUClock?
  /// Instructions of the server in the window; nil if the system does not count them.
  package var serverInstructions: Double?
  /// Peak memory of the server in bytes; nil if it could not be read.
  package var serverPeakMemory: Int?
  /// What the server held before and after besides CPU time and memory; nil if it could not be read.
  package var serverHoldings: HoldingsChange?
  /// Processes of the server that ended during the measurement; nil if none did.
  package var processChanges: ProcessChanges?
  /// Other use of the machine's processors in the window; nil if it could not be read.
  package var otherLoad: OtherLoad?
  /// The load of the generator.
  package var generator = GeneratorWatch()
  /// The precision of the percentile that the window was extended for; nil without one.
  package var precision: ReachedPrecision?
  /// The transport.
  package var transport = ""
  /// The hits of the server's cache; nil unless it is wanted.
  package var cache: CacheFigures?
  /// Remarks about the figures, one sentence each.
  package var remarks: [String] = []

  /// Creates a record without figures.
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
    seconds > 0 ? completion.answers / seconds : 0
  }

  /// Iterations without a failure per second; nil if an iteration is one request.
  package var iterationThroughput: Double? {
    guard iterationTime != nil, seconds > 0 else { return nil }
    return completion.iterations / seconds
  }

  /// Whether at least one answer was valid.
  package var hasValidAnswer: Bool { requests > 0 || completedInWindow > 0 }

  /// Failed requests of all kinds.
  package var errorCount: Int { errors.values.reduce(0, +) }

  /// The share of failed requests, from 0 to 1.
  package var errorShare: Double {
    errorCount > 0 ? Double(errorCount) / Double(requests + errorCount) : 0
  }

  /// The beginning of the reason of a cell that neither answered nor failed in time.
  package static let unfinishedReason = "did not finish"

  /// Whether the cell failed because it neither answered nor failed in time.
  package var didNotFinish: Bool {
    state == .failed && reason?.hasPrefix(Self.unfinishedReason) ?? false
  }

  /// The mean size of valid answers in bytes; nil without an answer.
  package var meanBytes: Double? {
    completedInWindow > 0 ? Double(bytes) / Double(completedInWindow) : nil
  }
}
