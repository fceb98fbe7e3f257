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
      for number in 1...max(1, runs) {
        document.tally.equal.append(try await runner.run(.equal, seed: number))
        document.tally.slower.append(try await runner.run(.slower, seed: number))
        Log.current.info("run \(number) of \(runs): \(document.tally.summary)")
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
    try Data(document.text.utf8).write(to: output, options: .atomic)
  }
}
