import Foundation
package import IIIFBench
import Results
package import Statistics
import Support

/// A server with a source format, as a choice for a mix of requests.
package struct MixCandidate: Sendable {
  /// The server's label.
  package let server: String
  /// The source format.
  package let format: SourceFormat
  /// Requests per second of the mix: the geometric mean over the blocks.
  package let throughput: Double
  /// The 95 % interval of the throughput; nil with one block.
  package internal(set) var interval: ClosedRange<Double>?
  /// CPU seconds of the server per request of the mix; nil if unknown.
  package let cpuSeconds: Double?
  /// The peak memory over the operations in bytes; nil if unknown.
  package let peakMemory: Int?
  /// Bytes of a stored image: the mean over the run's files of the format.
  package let storedBytes: Double
  /// The share of failed requests of the mix.
  package let errorShare: Double
  /// Its possible places.
  package internal(set) var places: ClosedRange<Int> = 1...1
  /// Candidates that share a letter do not differ significantly.
  package internal(set) var letters = ""
  /// The comparison with the first candidate; nil for the first.
  package internal(set) var behind: CellComparison?
  /// The requests per second that a measurement of the mix itself gave; nil without one.
  package internal(set) var measured: Double?
  /// The cells of the operations, in the order of the mix.
  let cells: [CellSummary]

  /// The throughputs of each operation by block.
  var rates: [[Int: Double]] { cells.map(Self.rates) }

  /// The mean throughputs of the operations.
  var meanRates: [Double] { cells.map { $0.throughput?.mean ?? 0 } }

  static func rates(of cell: CellSummary) -> [Int: Double] {
    Dictionary(
      cell.blocks.filter { $0.throughput > 0 }.map { ($0.block, $0.throughput) }
    ) { first, _ in first }
  }
}

/// A server with a source format that cannot be chosen, and why.
package struct DroppedCandidate: Hashable, Sendable {
  /// The server's label.
  package let server: String
  /// The source format.
  package let format: SourceFormat
  /// The operation that it lacks.
  package let operation: String
  /// The reason.
  package let reason: Reason

  /// Creates a record.
  package init(server: String, format: SourceFormat, operation: String, reason: Reason) {
    (self.server, self.format, self.operation, self.reason) = (server, format, operation, reason)
  }

  /// Why a candidate drops out.
  package enum Reason: Hashable, Sendable {
    /// The operation was not measured: the reason of the cell.
    case absent(String)
    /// The operation was not comparable.
    case apart([SetApart])
    /// No block has all operations.
    case noCommonBlock
  }
}
