import Decisions
import Results
import IIIFBench
import Statistics

/// Words what a comparison shows.
struct Answer {
  /// The comparison.
  let comparison: Comparison

  /// `crop of jpeg-q90 at concurrency 10`.
  var subject: String {
    "\(comparison.operation) of \(comparison.format.name) at \(comparison.load.title)"
  }

  /// Who is ahead and by how much.
  ///
  /// `a and b are level (93.2 requests/s); c is 31 % slower (28–34 %).`
  var sentence: String {
    guard let leader = comparison.leader else {
      return comparison.absent.contains { $0.state == .measured }
        ? "no server gave a right answer." : "no server could be measured."
    }
    let parts = [head(leader)] + slower + undecided + absent
    return parts.joined(separator: "; ") + "."
  }

  private func head(_ leader: CellSummary) -> String {
    let level = comparison.rivals.filter { $0.verdict == .level || $0.verdict == .larger }
    let names = [name(leader)] + level.map { name($0.cell) }
    let figure = figure(of: leader)
    if names.count > 1 { return "\(list(names)) are level (\(figure))" }
    if comparison.rivals.isEmpty { return "\(names[0]) alone: \(figure)" }
    let ahead = comparison.rivals.allSatisfy { $0.verdict == .smaller }
    return ahead
      ? "\(names[0]) is ahead (\(figure))" : "\(names[0]) has the best median (\(figure))"
  }

  private func figure(of cell: CellSummary) -> String {
    switch comparison.measure {
    case .throughput:
      return "\(Quantity.number(cell.throughput?.median ?? 0)) requests/s"
    case .responseTime:
      return "half of the answers within \(Quantity.duration(Double(cell.responseTime?.p50 ?? 0)))"
    }
  }

  private var slower: [String] {
    comparison.rivals.filter { $0.verdict == .smaller }.map { rival in
      guard let ratio = rival.ratio else { return "" }
      return "\(name(rival.cell)) is \(Self.slower(ratio))"
    }
  }

  /// `31 % slower (28–34 %)`, and from one half of the speed on `2.4 times slower (2.2–2.7)`.
  static func slower(_ ratio: Ratio) -> String {
    if ratio.estimate > 0.5 {
      let (low, high) = (percent(1 - ratio.highest), percent(1 - ratio.lowest))
      return "\(percent(1 - ratio.estimate)) % slower (\(low)–\(high) %)"
    }
    let times = ratio.inverse
    return "\(Quantity.number(times.estimate)) times slower "
      + "(\(Quantity.number(times.lowest))–\(Quantity.number(times.highest)))"
  }

  private var undecided: [String] {
    let open = comparison.rivals.filter { $0.verdict == .undecided }
    guard !open.isEmpty, let leader = comparison.leader else { return [] }
    let blocks = open.compactMap { $0.ratio?.pairs }.min() ?? 0
    let names = list(open.map { name($0.cell) })
    let reason =
      blocks < 2 ? "that takes two blocks" : "the \(blocks) blocks do not separate them"
    return ["not enough data to tell \(names) from \(name(leader)): \(reason)"]
  }

  private var absent: [String] {
    let states: [(CellState, String)] = [
      (.unsupported, "not supported by"), (.failed, "failed on"),
      (.measured, "no right answer from"),
    ]
    return states.compactMap { state, words in
      let cells = comparison.absent.filter { $0.state == state }
      return cells.isEmpty ? nil : "\(words) \(list(cells.map(\.cell.serverLabel)))"
    }
  }

  private func name(_ cell: CellSummary) -> String {
    guard cell.errorCount > 0 else { return cell.cell.serverLabel }
    return "\(cell.cell.serverLabel) (\(Quantity.counted(cell.errorCount, "error")))"
  }

  private func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func percent(_ share: Double) -> String { Quantity.percent(max(0, share)) }
}
