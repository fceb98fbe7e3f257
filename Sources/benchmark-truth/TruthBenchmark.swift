import Foundation
import Support

/// All runs of the benchmark of verdicts.
struct TruthBenchmark: Sendable {
  var program: String
  var runs: Int
  var slowerBy: Double
  var orders: Int
  var busyNeighbour: Bool
  var output: URL

  /// Carries out all runs.
  ///
  /// The document is written after each, so that an interrupted benchmark keeps what it has found.
  func carryOut() async throws {
    try await withScratchFolder(in: FileManager.default.temporaryDirectory) { folder in
      let servers = try TruthServers(in: folder, slowerBy: slowerBy)
      try await servers.compile()
      let runner = TruthRunner(program: program, servers: servers)
      let neighbour = busyNeighbour ? BusyNeighbour() : nil
      defer { neighbour?.stop() }
      var document = TruthDocument(slowerBy: slowerBy, isBusy: busyNeighbour)
      for number in 0..<max(0, runs) {
        document.tally.equal.append(try await runner.run(.equal, seed: number + 1))
        document.tally.slower.append(try await runner.run(.slower, seed: number + 1))
        Log.current.info("run \(number + 1) of \(runs): \(document.tally.summary)")
        try write(document)
      }
      for number in 0..<orders {
        let cost = try await runner.orderCost(seed: 1000 + number)
        document.costs.append(cost)
        Log.current.info("order \(number + 1) of \(orders): \(cost.summary)")
        try write(document)
      }
    }
  }

  private func write(_ document: TruthDocument) throws {
    let text =
      runs > 0
      ? document.text
      : document.replacingOrders(in: try String(contentsOf: output, encoding: .utf8))
    try Data(text.utf8).write(to: output, options: .atomic)
  }
}
