import Foundation
import IIIFBench
import LoadGenerator

/// Checks the figures of a result for values that no measurement gives, as after an edit by hand.
package enum ResultCheck {
  /// The maximum of a figure, so that sums over cells do not overflow.
  private static let maximum = 1e15
  /// The maximum number of reported problems.
  private static let limit = 20

  /// The problems, each with the path of its field: `cells[3].requests is -1, which is below 0`.
  package static func problems(in result: BenchmarkResult) -> [String] {
    var problems: [String] = []
    if result.host.processors < 1 { problems.append("host.processors is below 1") }
    let labels = Set(result.servers.map(\.descriptor.label))
    for (index, cell) in result.cells.enumerated() {
      guard problems.count < limit else { break }
      let place = "cells[\(index)]"
      if !labels.contains(cell.cell.serverLabel) {
        problems.append("\(place).server is '\(cell.cell.serverLabel)', which 'servers' lacks")
      }
      problems += numbers(of: cell).compactMap { problem($0.value, "\(place).\($0.field)") }
      if cell.state == .measured, cell.hasValidAnswer, cell.seconds <= 0 {
        problems.append("\(place).seconds is \(cell.seconds), but the cell has answers")
      }
      if cell.state == .measured, cell.block < 1 {
        problems.append("\(place).block is \(cell.block), which is below 1")
      }
      problems += times(of: cell).compactMap { name, figures in
        isOrdered(figures) ? nil : "\(place).\(name): the percentiles are not in ascending order"
      }
      problems += times(of: cell).compactMap { name, figures in
        hasPlausibleCounts(figures) ? nil : "\(place).\(name).histogram is invalid or too large"
      }
    }
    return problems
  }

  private static func numbers(of cell: CellResult) -> [(field: String, value: Double)] {
    let counts: [(field: String, value: Int)] = [
      ("requests", cell.requests), ("unfinished", cell.unfinished), ("block", cell.block),
      ("connectionsOpened", cell.connectionsOpened),
      ("completedInWindow", cell.completedInWindow), ("bytes", cell.bytes),
      ("serverPeakMemory", cell.serverPeakMemory ?? 0),
    ]
    let errors = cell.errors.sorted { $0.key < $1.key }.map { error in
      (field: "errors.\(error.key)", value: error.value)
    }
    let figures: [(field: String, value: Double)] = [
      ("seconds", cell.seconds), ("completion.answers", cell.completion.answers),
      ("completion.iterations", cell.completion.iterations),
      ("warmUpSeconds", cell.warmUpSeconds), ("serverCPUSeconds", cell.serverCPUSeconds ?? 0),
    ]
    return (counts + errors).map { (field: $0.field, value: Double($0.value)) } + figures
  }

  private static func problem(_ value: Double, _ field: String) -> String? {
    guard value.isFinite else { return "\(field) is not a finite number" }
    let text = value == value.rounded() ? String(format: "%.0f", value) : "\(value)"
    if value < 0 { return "\(field) is \(text), which is below 0" }
    return value > maximum ? "\(field) is \(text), which is above \(Int(maximum))" : nil
  }

  private static func times(of cell: CellResult) -> [(String, LatencyFigures)] {
    [
      ("responseTime", cell.responseTime), ("serviceTime", cell.serviceTime),
      ("timeToFirstByte", cell.timeToFirstByte), ("iterationTime", cell.iterationTime),
    ].compactMap { name, figures in figures.map { (name, $0) } }
  }

  /// Whether the histogram has pairs of values and counts that can be added up.
  private static func hasPlausibleCounts(_ figures: LatencyFigures) -> Bool {
    figures.histogram.allSatisfy { $0.count == 2 && Double($0[1]) <= maximum }
      && figures.histogram.reduce(0.0) { $0 + Double($1[1]) } <= maximum
      && Double(figures.count) <= maximum && figures.mean.isFinite
  }

  private static func isOrdered(_ figures: LatencyFigures) -> Bool {
    figures.p50 <= figures.p90 && figures.p90 <= figures.p95 && figures.p95 <= figures.p99
      && figures.p99 <= figures.max
  }
}

extension DecodingError {
  /// The field and the problem: `cells[3].seconds: expected a number, found another type`.
  var sentence: String {
    switch self {
    case .typeMismatch(let type, let context):
      "\(Self.path(context)): expected \(Self.name(of: type))"
    case .valueNotFound(let type, let context):
      "\(Self.path(context)): expected \(Self.name(of: type)), found null"
    case .keyNotFound(let key, let context):
      "\(Self.path(context, key)) is missing"
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      "it is not complete JSON"
    case .dataCorrupted(let context):
      "\(Self.path(context)): \(context.debugDescription)"
    @unknown default: "\(self)"
    }
  }

  private static func path(_ context: Context, _ last: (any CodingKey)? = nil) -> String {
    let keys = context.codingPath + [last].compactMap(\.self)
    return keys.reduce("") { path, key in
      if let index = key.intValue { return "\(path)[\(index)]" }
      return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
    }
  }

  private static func name(of type: Any.Type) -> String {
    switch type {
    case is Int.Type, is Double.Type, is UInt64.Type: "a number"
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    default: "\(type)".hasPrefix("Array") ? "a list" : "an object"
    }
  }
}
