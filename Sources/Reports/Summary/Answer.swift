import Decisions
import IIIFBench
import Results
import Statistics

/// Describes one comparison in a sentence.
struct Answer {
  let comparison: ComparedCells
  /// The mean duration of a block; nil if unknown.
  var secondsPerBlock: Double?

  /// `crop of jpeg-q90 at concurrency 10`.
  var subject: String {
    "\(comparison.title) of \(comparison.format.name) at \(comparison.load.title)"
  }

  /// The verdicts on all servers.
  ///
  /// `a and b are level within 5 % (93.2 requests/s); c is 31 % slower (28–34 %).`
  var sentence: String {
    let words = OpenWords(comparison: comparison, secondsPerBlock: secondsPerBlock)
    let open = words.sentence.map { ["open: \($0)"] } ?? []
    let clauses = head + decided + ties + work + open + CPUWords(comparison).clauses
    return (clauses + busy + apart + absent).joined(separator: "; ") + "."
  }

  private var head: [String] {
    let servers = comparison.servers
    guard let leader = servers.first?.cell else {
      return comparison.apart.isEmpty ? ["no server has a figure"] : []
    }
    let figure = FigureText.text(of: leader, comparison.figure)
    let best = comparison.best
    if servers.count == 1 { return ["\(name(0)) alone: \(figure)"] }
    if best.count > 1 {
      return ["\(NameList.text(best.map(name))) are level within \(margin) (\(figure))"]
    }
    let isFastest = servers.indices.dropFirst().allSatisfy { result($0)?.verdict == .slower }
    return ["\(name(0)) \(isFastest ? "is fastest" : "has the best figure") (\(figure))"]
  }

  /// The distances of the other servers from the best one, as far as they are decided.
  private var decided: [String] {
    let others = comparison.servers.indices.filter { !comparison.best.contains($0) }
    let results = others.compactMap { server in result(server).map { (server, $0) } }
    let unit = RatioText.Unit(results.filter { $1.verdict != .undecided }.map(\.1.ratio))
    return results.compactMap { server, result in
      switch result.verdict {
      case .slower:
        "\(name(server)) is \(RatioText.slower(result.ratio, result.interval, in: unit))"
          + workClause(server)
      case .faster:
        "\(name(server)) is \(RatioText.faster(result.ratio, result.interval, in: unit))"
          + workClause(server)
      case .level: "\(name(server)) is level with \(name(0)) within \(margin)"
      case .undecided: nil
      }
    }
  }

  private func workClause(_ server: Int) -> String {
    comparison.pair(0, server).map(WorkWords.clause) ?? ""
  }

  /// The other work of servers that are level with the best one, or open.
  private var work: [String] {
    comparison.pairs.filter { $0.better == 0 }.compactMap { pair in
      switch pair.comparison?.verdict {
      case .slower, .faster: nil
      case .level, .undecided, nil: WorkWords.sentence(pair, name: name(pair.worse))
      }
    }
  }

  /// The servers behind the best ones that are level with each other.
  private var ties: [String] {
    comparison.level(comparison.servers.indices.filter { !comparison.best.contains($0) })
      .filter { $0.count > 1 }
      .map { "\(NameList.text($0.map(name))) are level with each other" }
  }

  /// The warning that the figures come from a busy machine.
  private var busy: [String] {
    comparison.busyShare.map { ["\(BusyMachine.words) (\(Quantity.percent($0)) % of it)"] } ?? []
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
    AbsenceKind.allCases.compactMap { kind in
      let names = comparison.absent.filter { AbsenceKind($0) == kind }.map(\.cell.serverLabel)
      return names.isEmpty ? nil : "\(kind.words) \(NameList.text(names))"
    }
  }

  private var margin: String { RatioText.margin(comparison.margin) }

  private func result(_ server: Int) -> CellComparison? { comparison.pair(0, server)?.comparison }

  private func name(_ server: Int) -> String {
    let cell = comparison.servers[server].cell
    guard cell.errorCount > 0 else { return cell.cell.serverLabel }
    return "\(cell.cell.serverLabel) (\(Quantity.share(cell.errorShare)) errors)"
  }
}

/// The words of verdicts whose figures come from a busy machine.
enum BusyMachine {
  static let words = "measured on a busy machine, which other programs used"
}

/// Why a cell has no figures.
enum AbsenceKind: CaseIterable {
  case unsupported, neverValid, didNotFinish, failed

  init(_ cell: CellSummary) {
    if cell.state == .unsupported {
      self = .unsupported
    } else if cell.reason == CellSummary.noValidAnswer {
      self = .neverValid
    } else {
      self = cell.didNotFinish ? .didNotFinish : .failed
    }
  }

  /// The words before the names of servers.
  var words: String {
    switch self {
    case .unsupported: "not supported by"
    case .neverValid: "no valid answer from"
    case .didNotFinish: "not finished in time by"
    case .failed: "failed on"
    }
  }
}
