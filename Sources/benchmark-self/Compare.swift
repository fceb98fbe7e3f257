import ArgumentParser
import Foundation

/// Runs all contestants in turn and writes the comparison.
struct Compare: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: "Runs all contestants against nginx in turn and writes a document of the results.")
  }

  @Option(help: "Rounds, in each of which every contestant runs once in every cell.")
  var rounds = 5

  @Option(help: "Seconds that each contestant runs.")
  var seconds = 3

  @Option(help: "Requests of the run that shows the growth of memory.")
  var memoryRequests = 1_000_000

  @Option(help: "The document to write; - writes it to standard output only.")
  var output = "docs/performance.md"

  func validate() throws {
    guard rounds >= 1, seconds >= 1, memoryRequests >= 1000 else {
      throw ValidationError("at least 1 round, 1 second and 1000 requests are needed")
    }
  }

  func run() throws {
    try Contestant.requireAll()
    let server = try StaticServer(pages: ComparisonCell.sizes)
    defer { server.stop() }
    var comparison = GeneratorComparison()
    for round in 0..<rounds {
      for cell in ComparisonCell.all {
        // Rotated each round, so that each contestant also comes first.
        let order = Contestant.all.indices.map {
          Contestant.all[($0 + round) % Contestant.all.count]
        }
        for contestant in order {
          log("round \(round + 1)/\(rounds), \(cell.title), \(contestant.name)")
          let run = try contestant.run(cell, on: server, seconds: seconds)
          comparison.add(run, of: contestant, in: cell)
        }
      }
    }
    log("memory over \(memoryRequests) requests")
    let memory = try MemoryRun.measure(requests: memoryRequests, on: server)
    let document = PerformanceDocument(
      comparison: comparison, memory: memory, rounds: rounds, seconds: seconds)
    print(document.text)
    if output != "-" { try Data(document.text.utf8).write(to: URL(filePath: output)) }
  }

  private func log(_ line: String) {
    FileHandle.standardError.write(Data("benchmark-self: \(line)\n".utf8))
  }
}
