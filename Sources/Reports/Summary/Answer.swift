import Decisions
import IIIFBench
import Results
import Statistics

/// Words what a comparison shows.
struct Answer {
  /// The comparison.
  let comparison: ComparedCells

  /// `crop of jpeg-q90 at concurrency 10`.
  var subject: String {
    "\(comparison.operation) of \(comparison.format.name) at \(comparison.load.title)"
  }

  /// What is said about all servers.
  ///
  /// `a and b are level within 5 % (93.2 requests/s); c is 31 % slower (28–34 %).`
  var sentence: String {
    let open = OpenWords(comparison: comparison).clauses
    let cpu = CPUWords(comparison).clauses
    return (head + decided + ties + open + cpu + apart + absent).joined(separator: "; ") + "."
  }

  private var head: [String] {
    let servers = comparison.servers
    guard let leader = servers.first?.cell else {
      return comparison.apart.isEmpty ? ["no server has a figure"] : []
    }
    let figure = FigureText.text(of: leader, comparison.figure)
    let best = best
    if servers.count == 1 { return ["\(name(0)) alone: \(figure)"] }
    if best.count > 1 { return ["\(list(best.map(name))) are level within 5 % (\(figure))"] }
    let isAhead = servers.indices.dropFirst().allSatisfy { verdict($0) == .slower }
    return ["\(name(0)) \(isAhead ? "is ahead" : "has the best figure") (\(figure))"]
  }

  /// The best server, and those that are level with it and with each other.
  private var best: [Int] { Self.level(comparison.servers.indices, in: comparison).first ?? [] }

  /// The servers outside of the best ones against the best one, as far as it is decided.
  private var decided: [String] {
    comparison.servers.indices.filter { !best.contains($0) }.compactMap { server in
      guard let pair = comparison.pair(0, server)?.comparison else { return nil }
      switch pair.verdict {
      case .slower: return "\(name(server)) is \(RatioText.slower(pair.ratio, pair.interval))"
      case .faster: return "\(name(server)) is \(RatioText.faster(pair.ratio, pair.interval))"
      case .level: return "\(name(server)) is level with \(name(0)) within 5 %"
      case .undecided: return nil
      }
    }
  }

  /// The servers behind the best ones that are level with each other.
  private var ties: [String] {
    Self.level(comparison.servers.indices.filter { !best.contains($0) }, in: comparison)
      .filter { $0.count > 1 }
      .map { "\(list($0.map(name))) are level with each other" }
  }

  /// Groups in which all pairs are level, from the best server on.
  private static func level(
    _ servers: some Sequence<Int>, in comparison: ComparedCells
  ) -> [[Int]] {
    servers.reduce(into: []) { groups, server in
      let index = groups.firstIndex { group in
        group.allSatisfy { comparison.pair($0, server)?.comparison?.verdict == .level }
      }
      if let index { groups[index].append(server) } else { groups.append([server]) }
    }
  }

  private var apart: [String] {
    comparison.apart.map { entry in
      let reasons = entry.reasons.map(\.text).joined(separator: ", ")
      let figure =
        entry.reasons.contains(.unfinished)
        ? "" : " (\(FigureText.text(of: entry.cell, comparison.figure)))"
      return "\(entry.cell.cell.serverLabel) is set apart\(figure): \(reasons)"
    }
  }

  private var absent: [String] {
    let kinds: [(String, (CellSummary) -> Bool)] = [
      ("not supported by", { $0.state == .unsupported }),
      ("no valid answer from", { $0.reason == CellSummary.noValidAnswer }),
      ("failed on", { $0.state == .failed && $0.reason != CellSummary.noValidAnswer }),
    ]
    return kinds.compactMap { words, belongs in
      let names = comparison.absent.filter(belongs).map(\.cell.serverLabel)
      return names.isEmpty ? nil : "\(words) \(list(names))"
    }
  }

  private func verdict(_ server: Int) -> CellComparison.Verdict? {
    comparison.pair(0, server)?.comparison?.verdict
  }

  private func name(_ server: Int) -> String {
    let cell = comparison.servers[server].cell
    guard cell.errorCount > 0 else { return cell.cell.serverLabel }
    return "\(cell.cell.serverLabel) (\(Quantity.share(cell.errorShare)) errors)"
  }

  private func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
