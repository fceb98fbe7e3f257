package import IIIFBench

/// The highest arrival rate at which a server keeps a promise, for one operation and source format.
package struct Capacity: Codable, Hashable, Sendable {
  /// The server's name, or `name@variant`.
  package var server: String
  /// The operation's name.
  package var operation: String
  /// The source format.
  package var format: SourceFormat
  /// The promise.
  package var objective: ServiceObjective
  /// How the search ended.
  package var outcome: Outcome
  /// The highest rate that was kept in iterations per second; nil if none was.
  package var kept: Double?
  /// The lowest rate above it that was not kept; nil if none was tried.
  package var failed: Double?
  /// Why the search could not be carried out; nil if it was.
  package var reason: String?
  /// The probes, in order.
  package var probes: [Probe]

  /// How a search ends.
  package enum Outcome: String, Codable, Sendable {
    /// The rate was kept on all fresh starts.
    case kept
    /// No rate is kept.
    case none
    /// The load generator was late, so that a higher rate may be possible.
    case generatorLimit = "generator limit"
    /// The time budget ended the search.
    case timeBudget = "time budget"
    /// The server failed.
    case failed
  }

  /// The measurement at one rate.
  package struct Probe: Codable, Hashable, Sendable {
    /// The arrival rate in iterations per second.
    package var rate: Double
    /// The requests that were due.
    package var requests: Int
    /// The requests that were too slow, wrong, or not sent.
    package var misses: Int
    /// The promised percentile in microseconds; nil without a valid answer.
    package var percentile: UInt64?
    /// Whether the queue grew while it was measured.
    package var isOverloaded: Bool
    /// Whether the load generator was late.
    package var isVoid: Bool
    /// Whether a fresh start confirms a rate.
    package var isConfirmation: Bool

    /// Creates a record.
    package init(
      rate: Double, requests: Int, misses: Int, percentile: UInt64?, isOverloaded: Bool,
      isVoid: Bool, isConfirmation: Bool
    ) {
      self.rate = rate
      self.requests = requests
      self.misses = misses
      self.percentile = percentile
      self.isOverloaded = isOverloaded
      self.isVoid = isVoid
      self.isConfirmation = isConfirmation
    }
  }

  /// Creates a record without probes.
  package init(cell: Cell, objective: ServiceObjective) {
    server = cell.serverLabel
    operation = cell.operation
    format = cell.format
    self.objective = objective
    outcome = .failed
    probes = []
  }
}
