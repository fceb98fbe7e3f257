import Decisions
import Results
import Statistics
import Foundation
import IIIFBench
import LoadGenerator

/// The figures behind the charts as JSON, for tool tips, filters, tables and downloads.
struct ReportData {
  var model: ReportModel

  /// The content of a script element of type `application/json`.
  var json: HTML {
    let keys = Self.columns.map { Self.string($0.key) }.joined(separator: ",")
    let cells = model.cells.map(row).joined(separator: ",\n")
    let text = """
      {"study":\(Self.string(model.result.study.name)),
      "servers":\(Self.strings(model.servers)),
      "operations":\(Self.strings(model.operations)),
      "formats":\(Self.strings(model.formats.map(\.name))),
      "loads":\(Self.strings(model.loads.map(\.label))),
      "columns":[\(keys)],
      "cells":[\(cells)],
      "timeline":[\(timeline.joined(separator: ","))]}
      """
    return HTML(trusted: text)
  }

  /// A figure of a cell.
  private struct Column: Sendable {
    var key: String
    var value: @Sendable (CellSummary) -> Double?
  }

  private static let columns: [Column] =
    [
      Column(key: "iterations_per_second") { $0.iterationThroughput?.mean },
      Column(key: "requests_per_second") { $0.throughput?.mean },
      Column(key: "requests_per_second_low") { $0.throughput?.interval?.lowerBound },
      Column(key: "requests_per_second_high") { $0.throughput?.interval?.upperBound },
      Column(key: "p50_low_ms") { $0.medianResponseTime?.interval.map { $0.lowerBound / 1000 } },
      Column(key: "p50_high_ms") { $0.medianResponseTime?.interval.map { $0.upperBound / 1000 } },
    ]
    + times.map { key, value in
      Column(key: key) { $0.responseTime.map { value($0) / 1000 } }
    }
    + [
      Column(key: "ttfb_p50_ms") { $0.timeToFirstByte.map { Double($0.p50) / 1000 } },
      Column(key: "iteration_p50_ms") { $0.iterationTime.map { Double($0.p50) / 1000 } },
      Column(key: "requests") { $0.state == .measured ? Double($0.requests) : nil },
      Column(key: "errors") { $0.state == .measured ? Double($0.errorCount) : nil },
      Column(key: "error_share") { $0.state == .measured ? $0.errorShare : nil },
      Column(key: "mean_bytes", value: \.meanBytes),
      Column(key: "cpu_ms") { $0.cpuSecondsPerRequest.map { $0 * 1000 } },
      Column(key: "images_per_cpu_second", value: \.answersPerCPUSecond),
      Column(key: "peak_memory_bytes") { $0.peakMemory.map(Double.init) },
      Column(key: "generator_cpu_share") { $0.blocks.map(\.generator.cpuShare).max() },
      Column(key: "blocks") { Double($0.blocks.count) },
    ]
    + Phase.allCases.map { phase in Column(key: "\(phase.rawValue)_ms") { $0.meanPhase(phase) } }

  private static let times: [(String, @Sendable (LatencyFigures) -> Double)] = [
    ("p50_ms", { Double($0.p50) }), ("p90_ms", { Double($0.p90) }), ("p95_ms", { Double($0.p95) }),
    ("p99_ms", { Double($0.p99) }), ("p999_ms", { Double($0.p999) }),
    ("max_ms", { Double($0.max) }), ("mean_ms", { $0.mean }),
  ]

  /// The indices of server, operation, format and load, the state, and the figures.
  private func row(_ cell: CellSummary) -> String {
    let places = [
      model.server(of: cell), model.operations.firstIndex(of: cell.cell.operation) ?? 0,
      model.formats.firstIndex(of: cell.cell.format) ?? 0,
      model.loads.firstIndex(of: cell.cell.load) ?? 0,
    ].map(String.init)
    let reason = cell.state == .measured ? "" : ": \(cell.reason ?? "")"
    let figures = Self.columns.map { Self.number($0.value(cell)) }
    return "["
      + (places + [Self.string(cell.state.rawValue + reason)] + figures).joined(separator: ",")
      + "]"
  }

  /// The drawn seconds: cell, second, warm-up, requests per second, median in ms.
  private var timeline: [String] {
    model.summary.groups.flatMap { group in
      model.detailedLoads(of: group).flatMap { TimelineSection(model: model).runs(of: group, $0) }
    }.flatMap { run in
      let cell = model.number(of: run.cell)
      return run.timeline.moments.map { moment in
        "[\(cell),\(moment.second),\(moment.warmUp ? 1 : 0),\(Self.number(moment.throughput)),"
          + "\(Self.number(moment.median.map { $0 / 1000 }))]"
      }
    }
  }

  /// Five significant digits, more than the resolution of the histograms.
  private static func number(_ value: Double?) -> String {
    guard let value, value.isFinite, abs(value) < 1e15 else { return "null" }
    guard value != 0 else { return "0" }
    let digits = max(0, 4 - Int(floor(log10(abs(value)))))
    let scale = pow(10, Double(min(digits, 6)))
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }

  private static func strings(_ texts: [String]) -> String {
    "[" + texts.map(string).joined(separator: ",") + "]"
  }

  /// A JSON string without `<`, which could end the script element.
  private static func string(_ text: String) -> String {
    guard let data = try? JSONEncoder().encode(text) else { return "\"\"" }
    return String(decoding: data, as: UTF8.self).replacing("<", with: #"\u003c"#)
  }
}
