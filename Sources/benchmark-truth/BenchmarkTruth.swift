import ArgumentParser
import Foundation
import Support

/// Tests the verdicts of `iiif-bench run` with IIPsrv, an identical copy, and a copy that is slower by a
/// known amount.
@main
struct BenchmarkTruth: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "benchmark-truth",
      abstract: "Count false alarms, missed differences and wrong intervals of the benchmark.")
  }

  @Option(help: "The program to test.")
  var program = ".build/release/iiif-bench"

  @Option(help: "The number of runs of three servers with an automatic number of blocks.")
  var runs = 20

  @Option(help: "The maximum number of blocks of a run.")
  var maxBlocks = 5

  @Option(help: "The additional CPU time of the slower copy, as a fraction.")
  var slowerBy = 0.06

  @Option(help: "The number of pairs of runs that compare alternating with sequential order.")
  var orders = 3

  @Flag(help: "Keep one processor busy half of the time.")
  var busyNeighbour = false

  @Option(help: "The file for the results.", completion: .file())
  var output = "docs/truth.md"

  mutating func run() async throws {
    let options = self
    let parent = FileManager.default.temporaryDirectory
    try await withScratchFolder(in: parent) { folder in
      let servers = try TruthServers(in: folder, slowerBy: options.slowerBy)
      try await servers.compile()
      let runner = TruthRunner(program: options.program, servers: servers)
      let neighbour = options.busyNeighbour ? BusyNeighbour() : nil
      defer { neighbour?.stop() }
      var tally = TruthTally()
      for number in 1...max(1, options.runs) {
        tally.take(try await runner.run(seed: number, blocks: .automatic(options.maxBlocks)))
        Log.current.info("run \(number) of \(options.runs): \(tally.summary)")
      }
      var costs: [OrderCost] = []
      for number in 0..<options.orders {
        costs.append(try await runner.orderCost(seed: 1000 + number))
        Log.current.info("order \(number + 1) of \(options.orders): \(costs[number].summary)")
      }
      let document = TruthDocument(
        tally: tally, costs: costs, slowerBy: options.slowerBy, maxBlocks: options.maxBlocks,
        isBusy: options.busyNeighbour)
      try Data(document.text.utf8).write(to: URL(filePath: options.output), options: .atomic)
    }
  }
}
