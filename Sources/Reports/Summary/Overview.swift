import Decisions
import Foundation
import IIIFBench
import Results
import Support

/// The answers of a result on one screen, as values that all reports render.
struct Overview {
  /// What ran.
  let heading: String
  /// The answers by load.
  let loads: [LoadOverview]
  /// The unsupported combinations in one line; nil if there are none.
  let unsupported: String?
  /// The servers that are not compared, or have no figures, one sentence each.
  let exceptions: [String]
  /// The open comparisons, one sentence each.
  let open: [String]
  /// Differences in CPU time between servers of the same speed, one sentence each.
  let cpu: [String]

  init(
    _ result: BenchmarkResult, summary: ResultSummary, verdicts: Verdicts, marks: WorkMarks
  ) {
    heading = Self.heading(summary)
    let formats = Verdicts(formatsOf: summary, level: verdicts.level)
    let seconds = Self.secondsPerBlock(result)
    let measured = unique(verdicts.groups.map(\.load))
    let detailed = Set(
      measured.count > Self.maximumGrids ? [measured[0], measured[measured.count - 1]] : measured)
    let loads = measured.map { load in
      LoadOverview(
        load, servers: verdicts.groups.filter { $0.load == load },
        formats: formats.groups.filter { $0.load == load }, marks: marks,
        secondsPerBlock: seconds, hasGrids: detailed.contains(load))
    }
    // A sentence about a single comparison has all of it.
    let groups = verdicts.groups.filter { group in
      verdicts.groups.count { $0.load == group.load && $0.hasFigures } > 1
    }
    self.loads = loads
    unsupported = groups.isEmpty ? nil : Self.unsupported(summary)
    exceptions = Exceptions(groups).sentences
    open = groups.compactMap { comparison in
      OpenWords(comparison: comparison, secondsPerBlock: seconds).sentence.map {
        "\(Answer(comparison: comparison).subject): \($0)."
      }
    }
    cpu = groups.flatMap { comparison in
      CPUWords(comparison).clausesOfTies.map { "\(Answer(comparison: comparison).subject): \($0)." }
    }
  }

  /// Above this number of loads, the first and the last one have grids.
  private static let maximumGrids = 3

  /// `alpha and beta: crop and full on jp2`, `10 servers: 4 operations on 5 formats`.
  private static func heading(_ summary: ResultSummary) -> String {
    let cells = summary.cells.map(\.cell)
    let servers = names(unique(cells.map(\.serverLabel)), "server")
    let operations = names(unique(cells.map(\.operation)), "operation")
    let formats = names(unique(cells.map(\.format.name)), "source format")
    return "\(servers): \(operations) on \(formats)"
  }

  private static func names(_ names: [String], _ noun: String) -> String {
    names.count > 3 ? Quantity.counted(names.count, noun) : NameList.text(names)
  }

  /// The mean duration of a block; nil for an unfinished run.
  private static func secondsPerBlock(_ result: BenchmarkResult) -> Double? {
    guard let ended = result.ended, let blocks = result.cells.map(\.block).max(), blocks > 0 else {
      return nil
    }
    return ended.timeIntervalSince(result.started) / Double(blocks)
  }

  /// `jp2 by alpha and beta; crop of tiff by gamma`.
  private static func unsupported(_ summary: ResultSummary) -> String? {
    let groups = unique(summary.groups.map(\.format)).flatMap { format in
      parts(of: summary.groups.filter { $0.format == format }, format.name)
    }
    return groups.isEmpty ? nil : groups.joined(separator: "; ")
  }

  /// The servers that support no operation of a format, then those that lack single operations.
  private static func parts(of groups: [ResultSummary.Group], _ format: String) -> [String] {
    let lacking = groups.map { group in
      (
        operation: group.operation,
        servers: Set(group.cells.filter { $0.state == .unsupported }.map(\.cell.serverLabel))
      )
    }
    let order = unique(groups.flatMap(\.cells).map(\.cell.serverLabel))
    let all = lacking.dropFirst().reduce(lacking.first?.servers ?? []) {
      $0.intersection($1.servers)
    }
    let whole = order.filter(all.contains)
    return (whole.isEmpty ? [] : ["\(format) by \(NameList.text(whole))"])
      + lacking.compactMap { operation, servers in
        let names = order.filter { servers.contains($0) && !all.contains($0) }
        return names.isEmpty ? nil : "\(operation) of \(format) by \(NameList.text(names))"
      }
  }
}

extension ComparedCells {
  /// The operation, and that the servers' caches are on: `crop`, `crop with caches`.
  var title: String { usesCaches ? "\(operation) with caches" : operation }

  /// Whether a server has figures.
  var hasFigures: Bool { !servers.isEmpty || !apart.isEmpty }
}

/// The servers of comparisons that are set apart, failed or did not finish.
private struct Exceptions {
  private var places: [String: [String]] = [:]
  private var order: [String] = []

  init(_ groups: [ComparedCells]) {
    for group in groups {
      let place = Answer(comparison: group).subject
      for entry in group.apart {
        let reasons = entry.reasons.map(\.kind).joined(separator: ", ")
        add("\(entry.cell.cell.serverLabel) is set apart (\(reasons))", place)
      }
      for cell in group.absent {
        let kind = AbsenceKind(cell)
        if kind != .unsupported { add("\(kind.words) \(cell.cell.serverLabel)", place) }
      }
    }
  }

  var sentences: [String] {
    order.map { "\($0): \(NameList.text(places[$0] ?? [], limit: 4))." }
  }

  private mutating func add(_ subject: String, _ place: String) {
    if places[subject] == nil { order.append(subject) }
    places[subject, default: []].append(place)
  }
}

extension SetApart {
  /// The reason without figures.
  fileprivate var kind: String {
    switch self {
    case .errors: "failed requests"
    case .pixelSize: "another image size"
    case .cached: "answers from a cache"
    case .passedThrough: "returns the source file"
    case .unfinished: "no answer within the window"
    }
  }
}
