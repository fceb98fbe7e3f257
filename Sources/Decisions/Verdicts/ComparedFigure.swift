import Results
package import IIIFBench
import Foundation

/// The figure by which servers are compared.
package enum ComparedFigure: Hashable, Sendable {
  /// Valid answers per second, for closed loops.
  case answersPerSecond
  /// Iterations per second, for closed loops over operations of several requests.
  case iterationsPerSecond
  /// The median response time, for open loops, in which all servers that keep up have the same
  /// throughput.
  case responseTime

  /// The figure for cells of one operation, source format and load.
  ///
  /// Iterations are compared only if all blocks of all cells have counted them.
  package init(load: Load, cells: [CellSummary]) {
    guard case .concurrency = load else {
      self = .responseTime
      return
    }
    let blocks = cells.flatMap(\.blocks)
    let counted = !blocks.isEmpty && blocks.allSatisfy { $0.iterationThroughput != nil }
    self = counted ? .iterationsPerSecond : .answersPerSecond
  }

  /// The logarithm of a block's figure, with the sign for which more is better; nil without a figure.
  func logarithm(of block: CellResult) -> Double? {
    let speed: Double? =
      switch self {
      case .answersPerSecond: block.throughput
      case .iterationsPerSecond: block.iterationThroughput
      case .responseTime: block.responseTime.map { 1 / Double(max($0.p50, 1)) }
      }
    return speed.flatMap { $0 > 0 ? log($0) : nil }
  }

  /// The number of completions behind a block's figure.
  func completions(of block: CellResult) -> Double {
    switch self {
    case .answersPerSecond: block.completion.answers
    case .iterationsPerSecond: block.completion.iterations
    case .responseTime: Double(block.responseTime?.count ?? 0)
    }
  }

  /// The logarithm of the answers or iterations per CPU second of the server; nil if its CPU time is
  /// unknown or coarser than 5 %.
  func efficiency(of block: CellResult) -> Double? {
    guard let seconds = block.serverCPUSeconds, seconds > 0,
      (block.serverCPUClock?.resolution ?? 0) <= 0.05 * seconds
    else { return nil }
    return work(of: block).map { log($0 / seconds) }
  }

  /// The logarithm of the answers or iterations per instruction of the server; nil if its instructions
  /// are not counted.
  func instructionEfficiency(of block: CellResult) -> Double? {
    guard let instructions = block.serverInstructions, instructions > 0 else { return nil }
    return work(of: block).map { log($0 / instructions) }
  }

  /// The answers or iterations of a block; nil without one.
  private func work(of block: CellResult) -> Double? {
    let completions =
      self == .iterationsPerSecond ? block.completion.iterations : block.completion.answers
    return completions > 0 ? completions : nil
  }
}
