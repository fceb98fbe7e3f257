import Results
package import IIIFBench
import Foundation

/// The figure by which the servers of a cell are compared.
package enum ComparedFigure: Hashable, Sendable {
  /// Valid answers per second, for closed loops.
  case answersPerSecond
  /// Iterations per second, for closed loops over operations of several requests.
  case iterationsPerSecond
  /// The median response time, for open loops, where every server that keeps up has the same
  /// throughput.
  case responseTime

  /// The figure for cells of one operation, source format and load.
  ///
  /// Iterations are compared only where all blocks of all cells have counted them.
  package init(load: Load, cells: [CellSummary]) {
    guard case .concurrency = load else {
      self = .responseTime
      return
    }
    let blocks = cells.flatMap(\.blocks)
    let counted = !blocks.isEmpty && blocks.allSatisfy { $0.iterationThroughput != nil }
    self = counted ? .iterationsPerSecond : .answersPerSecond
  }

  /// The logarithm of the figure of a block, turned so that more is better; nil where the block has
  /// none.
  func logarithm(of block: CellResult) -> Double? {
    let speed: Double? =
      switch self {
      case .answersPerSecond: block.throughput
      case .iterationsPerSecond: block.iterationThroughput
      case .responseTime: block.responseTime.map { 1 / Double(max($0.p50, 1)) }
      }
    return speed.flatMap { $0 > 0 ? log($0) : nil }
  }

  /// The completions on which the figure of a block rests.
  func completions(of block: CellResult) -> Double {
    switch self {
    case .answersPerSecond: block.completedAnswers
    case .iterationsPerSecond: block.completion?.iterations ?? 0
    case .responseTime: Double(block.responseTime?.count ?? 0)
    }
  }

  /// The logarithm of the answers or iterations for one CPU second of the server; nil where its CPU
  /// time is unknown, or too coarse to tell 5 %.
  func efficiency(of block: CellResult) -> Double? {
    guard let seconds = block.serverCPUSeconds, seconds > 0,
      (block.serverCPUClock?.resolution ?? 0) <= 0.05 * seconds
    else { return nil }
    let completions =
      self == .iterationsPerSecond ? block.completion?.iterations ?? 0 : block.completedAnswers
    return completions > 0 ? log(completions / seconds) : nil
  }
}

extension CellResult {
  /// Valid answers completed within the window, by shares of their time where they were counted so.
  var completedAnswers: Double { completion?.answers ?? Double(completedInWindow) }
}
