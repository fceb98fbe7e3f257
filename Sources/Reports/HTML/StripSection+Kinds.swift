import Support
import Decisions
import Results
import Statistics
import IIIFBench
import LoadGenerator

extension StripSection {
  /// Throughput and response times by operation, a table for each source format and load.
  static func operations(_ model: ReportModel) -> StripSection {
    let tables = model.formats.flatMap { format in
      model.loads.compactMap { load -> Table? in
        let cells = model.summary.groups.filter { $0.format == format }.flatMap { group in
          model.detailedLoads(of: group).contains(load)
            ? group.cells.filter { $0.cell.load == load } : []
        }
        guard !cells.isEmpty else { return nil }
        return Table(
          title: "\(format.name), \(load.label)",
          filters: model.filters(operation: nil, format: format, load: load), rowTitle: "server",
          parts: model.operations.map { operation in
            Part(title: operation, cells: cells.filter { $0.cell.operation == operation })
          })
      }
    }
    return StripSection(
      model: model, id: "operations", title: "Throughput and response times by operation",
      note: """
        Answers about closed loops compare throughput, in iterations where an operation has several \
        requests; those about open loops compare medians of response time. A bar is the median over \
        the blocks, with the range. A dot is the median response time over all blocks, the thick line the range of the blocks' \
        medians, the thin line reaches to the 95th percentile. Every operation has an axis of its \
        own, from zero.\(DetailNote(model: model).html)
        """,
      dataColumns: ["p50_ms", "p50_min_ms", "p50_max_ms", "p95_ms", "requests_per_second"],
      columns: throughputAndTime(model), name: \.cell.serverLabel, tables: tables)
  }

  /// The variants of each server that has several, such as its decoders, at the busiest load.
  static func variants(_ model: ReportModel) -> StripSection? {
    let names = unique(model.cells.map(\.cell.server)).filter { name in
      Set(model.cells.filter { $0.cell.server == name }.map(\.cell.variant)).count > 1
    }
    guard !names.isEmpty else { return nil }
    let tables = names.flatMap { name in
      model.formats.compactMap { format -> Table? in
        let groups = model.summary.groups.filter { $0.format == format }
        let parts = groups.compactMap { group -> Part? in
          let cells = group.cells.filter { $0.cell.server == name }
          let load = cells.map(\.cell.load).max { $0.size < $1.size }
          return load.map { load in
            Part(
              title: "\(group.operation), \(load.label)",
              cells: cells.filter { $0.cell.load == load })
          }
        }
        return Table(
          title: "\(name), \(format.name)",
          filters: model.filters(operation: nil, format: format, load: nil), rowTitle: "variant",
          parts: parts)
      }
    }
    return StripSection(
      model: model, id: "variants", title: "Decoders and other variants side by side",
      note: """
        Medians of response time at the busiest load, with the range over the blocks and a thin \
        line to the 95th percentile. Every operation has an axis of its own, from zero.
        """,
      dataColumns: ["p50_ms", "p50_min_ms", "p50_max_ms", "p95_ms", "requests_per_second"],
      columns: throughputAndTime(model), name: \.cell.variant, tables: tables)
  }

  /// Source formats side by side, for every operation at its busiest load.
  static func formats(_ model: ReportModel) -> StripSection? {
    guard model.formats.count > 1 else { return nil }
    let tables = model.operations.compactMap { operation -> Table? in
      let cells = model.cells.filter { $0.cell.operation == operation }
      guard let load = cells.map(\.cell.load).max(by: { $0.size < $1.size }) else { return nil }
      let shown = cells.filter { $0.cell.load == load }
      let parts = model.servers.map { server in
        Part(title: server, cells: shown.filter { $0.cell.serverLabel == server })
      }
      return Table(
        title: "\(operation), \(load.label)",
        filters: model.filters(operation: operation, format: nil, load: load),
        rowTitle: "format", parts: parts)
    }
    return StripSection(
      model: model, id: "formats", title: "Source formats side by side",
      note: """
        Medians of response time at the busiest load, with the range over the blocks and a thin \
        line to the 95th percentile. Every server has an axis of its own, from zero.
        """,
      dataColumns: ["p50_ms", "p50_min_ms", "p50_max_ms", "p95_ms", "requests_per_second"],
      columns: throughputAndTime(model), name: { $0.cell.format.name }, tables: tables)
  }

  /// The parts of a transfer, one behind the other.
  static func phases(_ model: ReportModel) -> StripSection {
    let legend = Phase.allCases.enumerated().map { index, phase -> HTML in
      "<span class=\"key\"><i class=\"p\(index)\"></i>\(phase.title)</span>"
    }
    return StripSection(
      model: model, id: "phases", title: "Where the time goes",
      note: """
        Mean time of an answer by the parts of a transfer: \(legend.joined(separator: " ")). Parts \
        of new connections are spread over all answers.\(DetailNote(model: model).html)
        """,
      dataColumns: Phase.allCases.map { "\($0.rawValue)_ms" } + ["mean_ms"],
      columns: [
        Column(
          title: "mean time, ms", value: { cell in sum(of: cell) },
          draw: { cell, strip in
            strip.stack(
              Phase.allCases.enumerated().map { index, phase in
                (classes: "p\(index)", value: cell.meanPhase(phase) ?? 0)
              })
          })
      ], name: \.cell.serverLabel, tables: detailTables(model))
  }

  /// The servers' CPU time and memory.
  static func resources(_ model: ReportModel) -> StripSection {
    let clock = CPUClockText.text(of: model.cells).map { ", from \($0)" } ?? ""
    return StripSection(
      model: model, id: "resources", title: "CPU and memory of the servers",
      note: """
        CPU time of all of a server's processes over the measured window\(clock), for one right \
        answer; the valid answers for one second of it; and the most memory that they held. All axes \
        begin at zero.\(DetailNote(model: model).html)
        """,
      dataColumns: [
        "cpu_ms", "images_per_cpu_second", "peak_memory_bytes", "requests_per_second",
        "generator_cpu_share",
      ],
      columns: [
        Column(title: "CPU ms an answer", value: { $0.cpuSecondsPerRequest.map { $0 * 1000 } }),
        Column(title: "answers a CPU second", value: \.answersPerCPUSecond),
        Column(title: "peak MB", value: { $0.peakMemory.map { Double($0) / 1e6 } }),
      ], name: \.cell.serverLabel, tables: detailTables(model))
  }

  private static func throughputAndTime(_ model: ReportModel) -> [Column] {
    let hasIterations = model.cells.contains { $0.iterationThroughput != nil }
    let iterations = Column(
      title: "iterations/s", value: { $0.iterationThroughput?.median },
      draw: bar(model, \.iterationThroughput), reach: { $0.iterationThroughput?.highest })
    return (hasIterations ? [iterations] : []) + [
      Column(
        title: "requests/s", value: { $0.throughput?.median }, draw: bar(model, \.throughput),
        reach: { $0.throughput?.highest }),
      Column(
        title: "response time, ms", value: { $0.responseTime.map { Double($0.p50) / 1000 } },
        draw: responseTime(model), reach: { $0.responseTime.map { Double($0.p95) / 1000 } }),
    ]
  }

  private static func detailTables(_ model: ReportModel) -> [Table] {
    model.summary.groups.map { group in
      let parts = model.detailedLoads(of: group).map { load in
        Part(title: load.label, cells: group.cells.filter { $0.cell.load == load })
      }
      return Table(
        title: group.title, filters: model.filters(group), rowTitle: "server", parts: parts)
    }
  }

  private static func responseTime(
    _ model: ReportModel
  ) -> (CellSummary, Strip) -> HTML {
    { cell, strip in
      guard let times = cell.responseTime else { return .empty }
      let blocks = cell.medianResponseTime.map { $0.lowest / 1000...$0.highest / 1000 }
      return strip.dot(
        Double(times.p50) / 1000, interval: blocks, reach: Double(times.p95) / 1000,
        mark: model.mark(of: cell))
    }
  }

  private static func bar(
    _ model: ReportModel, _ spread: @escaping (CellSummary) -> BlockSpread?
  ) -> (CellSummary, Strip) -> HTML {
    { cell, strip in
      guard let figure = spread(cell) else { return .empty }
      return strip.bar(
        figure.median, interval: figure.lowest...figure.highest, mark: model.mark(of: cell))
    }
  }

  private static func sum(of cell: CellSummary) -> Double? {
    let parts = Phase.allCases.compactMap(cell.meanPhase)
    return parts.isEmpty ? nil : parts.reduce(0, +)
  }
}

extension CellSummary {
  /// The mean duration of a part of a transfer in milliseconds, spread over all answers; nil where
  /// it was not recorded.
  func meanPhase(_ phase: Phase) -> Double? {
    let figures = blocks.compactMap { $0.phases[phase.rawValue] }
    guard !figures.isEmpty, let answers = responseTime?.count, answers > 0 else { return nil }
    return figures.reduce(0) { $0 + $1.mean * Double($1.count) } / Double(answers) / 1000
  }
}

extension Phase {
  /// What readers call it.
  var title: String {
    switch self {
    case .wait: "waiting for a connection"
    case .nameLookup: "name look-up"
    case .connect: "connect"
    case .tls: "TLS"
    case .firstByte: "first byte"
    case .transfer: "transfer"
    }
  }
}
