package import IIIFBench
import Results
package import Statistics
import Support

/// The throughput of a server over the number of users, for one operation and source format.
package struct LoadCurve: Sendable {
  /// The server's label.
  package let server: String
  /// The operation.
  package let operation: String
  /// The source format.
  package let format: SourceFormat
  /// Where more users stop to pay.
  package let knee: Knee
  /// The universal scalability law.
  package let fit: ScalabilityFit
  /// The largest number of users.
  package let largest: Int

  /// The curves of a summary with at least three numbers of users, in its order.
  package static func curves(of summary: ResultSummary) -> [LoadCurve] {
    summary.groups.flatMap { group in
      unique(group.cells.map(\.cell.serverLabel)).compactMap { server in
        LoadCurve(
          server: server, group: group,
          cells: group.cells.filter { $0.cell.serverLabel == server && $0.state == .measured })
      }
    }
  }

  private init?(server: String, group: ResultSummary.Group, cells: [CellSummary]) {
    var rates: [Int: [Int: Double]] = [:]
    for cell in cells {
      guard case .concurrency(let users) = cell.cell.load else { continue }
      let figure = ComparedFigure(load: cell.cell.load, cells: cells)
      for block in cell.blocks {
        let rate = figure == .iterationsPerSecond ? block.iterationThroughput : block.throughput
        if let rate, rate > 0 { rates[users, default: [:]][block.block] = rate }
      }
    }
    guard rates.count > 2, let largest = rates.keys.max(), let knee = Knee(rates) else {
      return nil
    }
    (self.server, operation, format) = (server, group.operation, group.format)
    self.knee = knee
    fit = ScalabilityFit(rates)
    self.largest = largest
  }
}
