import ArgumentParser
import Foundation
import Support

/// Holds the verdicts of `iiif-bench run` against what is known: IIPsrv against an identical copy, and
/// against a copy that is slower by a known amount.
@main
struct BenchmarkTruth: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "benchmark-truth",
      abstract: "Counts false alarms, missed differences and wrong intervals of the benchmark.")
  }

  @Option(help: "The program.")
  var program = ".build/release/iiif-bench"

  @Option(
    help: """
      Runs with the copy that is alike, and with the slower one; 0 keeps their figures in the file.
      """)
  var runs = 20

  @Option(help: "The share of CPU time by which the slower copy is slower.")
  var slowerBy = 0.06

  @Option(help: "Pairs of runs that compare alternating with sequential measurement.")
  var orders = 3

  @Flag(help: "Keep one processor busy meanwhile, half of the time.")
  var busyNeighbour = false

  @Option(help: "The file for the results.", completion: .file())
  var output = "docs/truth.md"

  mutating func run() async throws {
    let benchmark = TruthBenchmark(
      program: program, runs: runs, slowerBy: slowerBy, orders: orders,
      busyNeighbour: busyNeighbour, output: URL(filePath: output))
    try await Interruption.cancelling { try await benchmark.carryOut() }
  }
}
