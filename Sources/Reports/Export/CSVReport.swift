import Decisions
package import Results
import Statistics
import Foundation
import IIIFBench
import LoadGenerator

/// The result as comma-separated values (RFC 4180), one row per cell and block.
///
/// Columns that begin with `cell_` contain the figures over all blocks of the cell, as in the other
/// reports; they are equal in all of its rows. Times are in milliseconds, sizes in bytes. Missing
/// figures are empty.
package struct CSVReport: Sendable {
  private let result: BenchmarkResult

  /// Prepares the rows of a result.
  package init(_ result: BenchmarkResult) { self.result = result.visible }

  /// The file's text.
  package var text: String {
    let header = Self.columns.map(\.name).joined(separator: ",") + "\n"
    let blocks = Dictionary(grouping: result.cells, by: \.cell)
    let rows = ResultSummary(result).cells.flatMap { cell in
      (blocks[cell.cell] ?? []).sorted { $0.block < $1.block }.map { row($0, of: cell) }
    }
    return header + rows.joined()
  }

  private func row(_ block: CellResult, of cell: CellSummary) -> String {
    Self.columns.map { Self.quoted($0.value(block, cell)) }.joined(separator: ",") + "\n"
  }

  /// The field; a text that a spreadsheet would take for a formula begins with an apostrophe.
  private static func quoted(_ field: String) -> String {
    let isFormula = field.first.map { "=+-@\t\r".contains($0) } ?? false
    let text = isFormula && Double(field) == nil ? "'" + field : field
    let special = text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
    return special ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}

extension CSVReport {
  /// A column: its name and its text for a block of a cell.
  private struct Column: Sendable {
    var name: String
    var value: @Sendable (CellResult, CellSummary) -> String

    init(_ name: String, _ value: @escaping @Sendable (CellResult, CellSummary) -> String) {
      self.name = name
      self.value = value
    }

    /// A column that is empty for blocks that were not measured.
    init(_ name: String, measured: @escaping @Sendable (CellResult) -> Double?) {
      self.init(name) { block, _ in
        block.state == .measured ? number(measured(block)) : ""
      }
    }
  }

  private static let columns = identity + outcome + times + resources + wholeCell

  private static let identity = [
    Column("server") { block, _ in block.server },
    Column("variant") { block, _ in block.variant },
    Column("format") { block, _ in block.format.name },
    Column("operation") { block, _ in block.operation },
    Column("concurrency") { block, _ in
      if case .concurrency(let users) = block.load { String(users) } else { "" }
    },
    Column("rate") { block, _ in
      if case .rate(let rate) = block.load { number(rate) } else { "" }
    },
    Column("replay_speed") { block, _ in
      if case .replaySpeed(let speed) = block.load { number(speed) } else { "" }
    },
    Column("block") { block, _ in String(block.block) },
    Column("state") { block, _ in block.state.rawValue },
    Column("reason") { block, _ in block.reason ?? "" },
  ]

  private static let outcome = [
    Column("requests", measured: { Double($0.requests) }),
    Column("errors", measured: { Double($0.errorCount) }),
    Column("error_share", measured: \.errorShare),
    Column("error_kinds") { block, _ in
      block.errors.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        .joined(separator: ";")
    },
    Column("seconds", measured: \.seconds),
    Column("iterations_per_second", measured: \.iterationThroughput),
    Column("requests_per_second", measured: \.throughput),
    Column("bytes", measured: { Double($0.bytes) }),
    Column("mean_bytes", measured: \.meanBytes),
  ]

  private static let times =
    times(of: "response", \.responseTime) + times(of: "service", \.serviceTime)
    + times(of: "ttfb", \.timeToFirstByte) + times(of: "iteration", \.iterationTime)
    + Phase.allCases.map { phase in
      Column("phase_\(phase.rawValue.lowercased())_mean_ms") { block, _ in
        number(block.phases[phase.rawValue].map { $0.mean / 1000 })
      }
    }

  private static let resources = [
    Column("server_cpu_seconds", measured: \.serverCPUSeconds),
    Column("server_cpu_source") { block, _ in block.serverCPUClock?.source.rawValue ?? "" },
    Column("server_cpu_resolution_seconds", measured: { $0.serverCPUClock?.resolution }),
    Column(
      "requests_per_cpu_second",
      measured: { block in
        block.serverCPUSeconds.flatMap { $0 > 0 ? Double(block.completedInWindow) / $0 : nil }
      }),
    Column("server_instructions", measured: \.serverInstructions),
    Column("server_peak_memory_bytes", measured: { $0.serverPeakMemory.map(Double.init) }),
    held("server_open_files", \.openFiles),
    held("server_threads", \.threads),
    held("server_temporary_files", \.temporaryFiles),
    held("server_temporary_bytes", \.temporaryBytes),
    Column(
      "server_log_bytes_per_request",
      measured: { $0.serverHoldings?.logBytes(per: $0.requests + $0.errorCount) }),
    Column("connections", measured: { Double($0.connectionsOpened) }),
    Column("redirects", measured: { Double($0.redirects) }),
    Column("distinct_requests", measured: { Double($0.distinctRequests) }),
    Column("cache_hits", measured: { ($0.cache?.warm.hits).map(Double.init) }),
    Column("cache_misses", measured: { ($0.cache?.warm.misses).map(Double.init) }),
    Column("cache_hit_ratio", measured: { $0.cache?.warm.hitRatio }),
    Column("cache_cold_requests_per_second", measured: { $0.cache?.cold?.answersPerSecond }),
    Column("generator_cpu_share", measured: { $0.generator.cpuShare }),
    Column("remarks") { block, _ in block.remarks.joined(separator: " ") },
  ]

  private static let wholeCell = [
    Column("cell_iterations_per_second") { _, cell in number(cell.iterationThroughput?.median) },
    Column("cell_requests_per_second") { _, cell in number(cell.throughput?.median) },
    Column("cell_p50_ms") { _, cell in milliseconds(cell.responseTime?.p50) },
    Column("cell_p95_ms") { _, cell in milliseconds(cell.responseTime?.p95) },
    Column("cell_p99_ms") { _, cell in milliseconds(cell.responseTime?.p99) },
    Column("cell_ttfb_p50_ms") { _, cell in milliseconds(cell.timeToFirstByte?.p50) },
  ]

  private static func held(
    _ name: String, _ value: @escaping @Sendable (ServerHoldings) -> Int?
  ) -> Column {
    Column(name, measured: { ($0.serverHoldings?.after).flatMap(value).map(Double.init) })
  }

  private static func times(
    of name: String, _ figures: @escaping @Sendable (CellResult) -> LatencyFigures?
  ) -> [Column] {
    let kinds: [(String, @Sendable (LatencyFigures) -> Double)] = [
      ("p50", { Double($0.p50) }), ("p90", { Double($0.p90) }), ("p95", { Double($0.p95) }),
      ("p99", { Double($0.p99) }), ("max", { Double($0.max) }), ("mean", { $0.mean }),
    ]
    return kinds.map { kind, value in
      Column("\(name)_\(kind)_ms", measured: { figures($0).map { value($0) / 1000 } })
    }
  }

  private static func milliseconds(_ microseconds: UInt64?) -> String {
    number(microseconds.map { Double($0) / 1000 })
  }

  private static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }
}
