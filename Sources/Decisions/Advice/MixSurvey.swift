import IIIFBench
import Results
import Statistics
import Support

/// Splits the servers and formats of a result into candidates for a mix and those that drop out.
struct MixSurvey {
  private(set) var candidates: [MixCandidate] = []
  private(set) var dropped: [DroppedCandidate] = []

  init(_ summary: ResultSummary, parts: [MixAdvice.Part], load: Load, files: [ImageFile]) {
    let cells = summary.cells.filter { $0.cell.load == load }
    for server in unique(cells.map(\.cell.serverLabel)) {
      for format in unique(cells.filter { $0.cell.serverLabel == server }.map(\.cell.format)) {
        let own = cells.filter { $0.cell.serverLabel == server && $0.cell.format == format }
        add(own, server, format, parts, files, starts: summary.judgedStarts)
      }
    }
  }

  private mutating func add(
    _ cells: [CellSummary], _ server: String, _ format: SourceFormat, _ parts: [MixAdvice.Part],
    _ files: [ImageFile], starts: [StartRecord]
  ) {
    var chosen: [CellSummary] = []
    for part in parts {
      let cell = cells.first { $0.cell.operation == part.operation }
      if let reason = Self.obstacle(cell, starts: starts) {
        dropped.append(
          DroppedCandidate(
            server: server, format: format, operation: part.operation, reason: reason))
        return
      }
      if let cell { chosen.append(cell) }
    }
    guard let mix = RequestMix(weights: parts.map(\.weight)) else { return }
    let times = Self.times(of: chosen.map(MixCandidate.rates), mix)
    guard !times.isEmpty else {
      dropped.append(
        DroppedCandidate(
          server: server, format: format, operation: parts[0].operation, reason: .noCommonBlock))
      return
    }
    let spread = BlockSpread(times.values.map { 1 / $0 })
    let stored = files.filter { $0.format == format }.map { Double($0.bytes) }
    let cpu = chosen.compactMap(\.cpuSecondsPerRequest)
    candidates.append(
      MixCandidate(
        server: server, format: format, throughput: spread?.mean ?? 0,
        cpuSeconds: cpu.count == chosen.count
          ? zip(mix.shares, cpu).reduce(0) { $0 + $1.0 * $1.1 } : nil,
        peakMemory: chosen.compactMap(\.peakMemory).max(),
        storedBytes: stored.isEmpty ? 0 : stored.reduce(0, +) / Double(stored.count),
        errorShare: zip(mix.shares, chosen).reduce(0) { $0 + $1.0 * $1.1.errorShare },
        cells: chosen))
  }

  private static func obstacle(
    _ cell: CellSummary?, starts: [StartRecord]
  ) -> DroppedCandidate.Reason? {
    guard let cell else { return .absent("not measured") }
    guard cell.state == .measured else { return .absent(cell.reason ?? cell.state.rawValue) }
    let reasons = SetApart.reasons(for: cell, comparing: .answersPerSecond, starts: starts)
    return reasons.isEmpty ? nil : .apart(reasons)
  }

  /// The time of an average request of the mix by block, in the blocks that have all operations.
  static func times(of rates: [[Int: Double]], _ mix: RequestMix) -> [Int: Double] {
    guard let first = rates.first else { return [:] }
    let blocks = first.keys.filter { block in rates.allSatisfy { $0[block] != nil } }
    return Dictionary(
      uniqueKeysWithValues: blocks.map { block in
        (block, mix.time(throughputs: rates.map { $0[block, default: 0] }))
      })
  }
}
