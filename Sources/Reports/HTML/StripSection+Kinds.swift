import Support
import Decisions
import Results
import Statistics
import IIIFBench
import LoadGenerator

extension StripSection {
  private static let axes = """
    ★ fastest, or level with the fastest. Axes begin at zero, or are logarithmic, with points \
    instead of bars, if figures span more than 20 times.
    """

  private static let timeColumns = [
    "p50_ms", "p50_low_ms", "p50_high_ms", "p95_ms", "requests_per_second",
  ]

  /// Throughput and response times, with a row per operation and a table per format and load.
  static func operations(_ model: ReportModel) -> StripSection {
    let tables = model.summary.groups.flatMap { group in
      model.detailedLoads(of: group).map { load in
        Table(
          row: model.row(group, load), title: "\(group.title), \(load.label)",
          filters: model.filters(group, load: load), rowTitle: "server",
          parts: [Part(title: "", cells: group.cells.filter { $0.cell.load == load })])
      }
    }
    return StripSection(
      model: model, id: "operations", title: "Throughput and response times",
      note: """
        Closed loops are compared by throughput, in iterations if an operation has several requests; \
        open loops by median response time. A bar is the throughput with its 95\u{A0}% interval over \
        the blocks. A point is the median response time, the thick line its 95\u{A0}% interval, the \
        thin line ends at the 95th percentile. \(axes)\(DetailNote(model: model).html)
        """,
      dataColumns: timeColumns, columns: throughputAndTime(model), name: \.cell.serverLabel,
      tables: tables)
  }

  /// The variants of each server that has several, such as its decoders, at the highest load.
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
          row: name, title: "\(name), \(format.name)",
          filters: model.filters(operation: nil, format: format, load: nil), rowTitle: "variant",
          parts: parts)
      }
    }
    return StripSection(
      model: model, id: "variants", title: "Variants of servers",
      note: "Decoders and other variants at the highest load. \(axes)",
      dataColumns: timeColumns, columns: throughputAndTime(model), name: \.cell.variant,
      tables: tables)
  }

  /// Source formats side by side, for each operation at its highest load.
  static func formats(_ model: ReportModel) -> StripSection? {
    guard model.formats.count > 1 else { return nil }
    let tables = model.operations.flatMap { operation -> [Table] in
      let cells = model.cells.filter { $0.cell.operation == operation }
      guard let load = cells.map(\.cell.load).max(by: { $0.size < $1.size }) else { return [] }
      let shown = cells.filter { $0.cell.load == load }
      return model.servers.map { server in
        Table(
          row: operation, title: "\(operation) · \(server), \(load.label)",
          filters: model.filters(operation: operation, format: nil, load: load),
          rowTitle: "format",
          parts: [Part(title: "", cells: shown.filter { $0.cell.serverLabel == server })])
      }
    }
    return StripSection(
      model: model, id: "formats", title: "Source formats",
      note: "The source formats of each server at the highest load.",
      dataColumns: timeColumns, columns: throughputAndTime(model),
      name: { $0.cell.format.name }, comparesServers: false, tables: tables)
  }

  /// The phases of a transfer.
  static func phases(_ model: ReportModel) -> StripSection {
    let legend = Phase.allCases.enumerated().map { index, phase -> HTML in
      "<span class=\"key\"><i class=\"p\(index)\"></i>\(phase.title)</span>"
    }
    return StripSection(
      model: model, id: "phases", title: "Phases of a transfer",
      note: """
        The mean time of an answer by phase: \(legend.joined(separator: " ")). Phases of new \
        connections are averaged over all answers.\(DetailNote(model: model).html)
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
          }, isStacked: true)
      ], name: \.cell.serverLabel, tables: detailTables(model))
  }

  /// The servers' CPU time and memory.
  static func resources(_ model: ReportModel) -> StripSection {
    let clock = CPUClockText.text(of: model.cells).map { ", from \($0)" } ?? ""
    return StripSection(
      model: model, id: "resources", title: "CPU and memory of the servers",
      note: """
        CPU time of all processes of a server over the measured window\(clock), per valid answer; \
        valid answers per second of it; and peak memory.\(DetailNote(model: model).html)
        """,
      dataColumns: [
        "cpu_ms", "images_per_cpu_second", "peak_memory_bytes", "requests_per_second",
        "generator_cpu_share",
      ],
      columns: [
        Column(title: "CPU ms per answer", value: { $0.cpuSecondsPerRequest.map { $0 * 1000 } }),
        Column(title: "answers per CPU second", value: \.answersPerCPUSecond),
        Column(title: "peak MB", value: { $0.peakMemory.map { Double($0) / 1e6 } }),
      ], name: \.cell.serverLabel, tables: detailTables(model))
  }

  private static func throughputAndTime(_ model: ReportModel) -> [Column] {
    let hasIterations = model.cells.contains { $0.iterationThroughput != nil }
    let throughput =
      hasIterations
      ? Column(
        title: "iterations/s", value: { ($0.iterationThroughput ?? $0.throughput)?.mean },
        draw: bar(model) { $0.iterationThroughput ?? $0.throughput })
      : Column(
        title: "requests/s", value: { $0.throughput?.mean }, draw: bar(model, \.throughput))
    return [
      throughput,
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
        row: group.operation, title: group.title, filters: model.filters(group),
        rowTitle: "server", parts: parts)
    }
  }

  private static func responseTime(
    _ model: ReportModel
  ) -> (CellSummary, Strip) -> HTML {
    { cell, strip in
      guard let times = cell.responseTime else { return .empty }
      return strip.dot(
        Double(times.p50) / 1000,
        interval: cell.medianResponseTime?.interval.map {
          $0.lowerBound / 1000...$0.upperBound / 1000
        }, reach: Double(times.p95) / 1000, mark: model.mark(of: cell))
    }
  }

  private static func bar(
    _ model: ReportModel, _ spread: @escaping (CellSummary) -> BlockSpread?
  ) -> (CellSummary, Strip) -> HTML {
    { cell, strip in
      guard let figure = spread(cell) else { return .empty }
      return strip.bar(figure.mean, interval: figure.interval, mark: model.mark(of: cell))
    }
  }

  private static func sum(of cell: CellSummary) -> Double? {
    let parts = Phase.allCases.compactMap(cell.meanPhase)
    return parts.isEmpty ? nil : parts.reduce(0, +)
  }
}

extension CellSummary {
  /// The mean duration of a phase in milliseconds, averaged over all answers; nil if not recorded.
  func meanPhase(_ phase: Phase) -> Double? {
    let figures = blocks.compactMap { $0.phases[phase.rawValue] }
    guard !figures.isEmpty, let answers = responseTime?.count, answers > 0 else { return nil }
    return figures.reduce(0) { $0 + $1.mean * Double($1.count) } / Double(answers) / 1000
  }
}

extension Phase {
  /// The name in legends.
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
