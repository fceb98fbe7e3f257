import ChildProcess
import Decisions
import Foundation
import IIIFBench
import Results
import Statistics

/// Runs the benchmark over the three servers.
struct TruthRunner: Sendable {
  let program: String
  let servers: TruthServers

  /// The number of blocks of a run.
  enum Blocks {
    case automatic(Int)
    case fixed(Int)

    fileprivate var flags: [String] {
      switch self {
      case .automatic(let limit): ["--blocks", "auto", "--max-blocks", "\(limit)"]
      case .fixed(let count): ["--blocks", "\(count)"]
      }
    }
  }

  private static let operations = ["information", "resize", "crop", "region-percent", "tiles"]

  /// Runs the benchmark with a seed.
  func run(
    seed: Int, blocks: Blocks, order: MeasuringOrder = .alternate
  ) async throws -> TruthRun {
    let results = servers.folder.appending(path: "results-\(seed)-\(order.rawValue)")
    var flags = ["run", "quick", "--runtime", "process", "--quiet", "--seed", "\(seed)"]
    flags += ["--servers", servers.folder.path(percentEncoded: false)]
    flags += ["--output", results.path(percentEncoded: false), "--order", order.rawValue]
    flags += ["--format", "tiff-pyramid", "--concurrency", "1,10", "--time-budget", "5m"]
    flags += TruthServers.names.flatMap { ["--server", $0] }
    flags += Self.operations.flatMap { ["--operation", $0] }
    let start = ContinuousClock.now
    let completion = try await Command(program: program, arguments: flags + blocks.flags).run()
    let journal = results.appending(path: "latest/journal.jsonl")
    guard completion.succeeded else {
      throw TruthError("\(program) \(completion.ending)", lines: completion.lastLines(10))
    }
    let result = try Journal.result(from: journal)
    try FileManager.default.removeItem(at: results)
    return TruthRun(result, seconds: (ContinuousClock.now - start) / .seconds(1))
  }

  /// The cost of a precision in both orders, from runs with equal numbers of blocks.
  func orderCost(seed: Int) async throws -> OrderCost {
    let alternating = try await run(seed: seed, blocks: .fixed(4))
    let sequential = try await run(seed: seed, blocks: .fixed(4), order: .sequential)
    return OrderCost(alternating: alternating, sequential: sequential)
  }
}

/// The result of a run for the three servers.
struct TruthRun: Sendable {
  /// A comparison of two servers in one cell.
  struct Pair: Sendable {
    /// The cell without the server.
    var cell: String
    /// Whether the second server is the slower copy.
    var isSlower: Bool
    /// The ratio of the second server to the first.
    var ratio: Double
    /// The interval of the ratio.
    var interval: ClosedRange<Double>
    /// The verdict on the second server; nil if it is open.
    var words: Words?
  }

  enum Words: Sendable { case slower, faster, level }

  var pairs: [Pair]
  var blocks: Int
  var requests: Int
  var seconds: Double
  /// The variation of a ratio between blocks.
  var noise: Double

  init(_ result: BenchmarkResult, seconds: Double) {
    let verdicts = Verdicts(result)
    pairs = verdicts.groups.flatMap { Self.pairs(of: $0) }
    blocks = result.cells.map(\.block).max() ?? 0
    requests = result.cells.reduce(0) { $0 + $1.requests }
    noise = verdicts.noise ?? .nan
    self.seconds = seconds
  }

  /// The pairs of a cell; the slower copy comes second.
  private static func pairs(of cells: ComparedCells) -> [Pair] {
    cells.pairs.compactMap { pair in
      guard let comparison = pair.comparison else { return nil }
      let (better, worse) = (cells.servers[pair.better].cell, cells.servers[pair.worse].cell)
      let names = [better.cell.server, worse.cell.server]
      let slower = TruthServers.names[TruthServers.names.count - 1]
      // The comparison relates the worse server to the better one.
      let isTurned = names[0] == slower
      let ratio = isTurned ? comparison.ratio : 1 / comparison.ratio
      let interval =
        isTurned
        ? comparison.interval
        : (1 / comparison.interval.upperBound)...(1 / comparison.interval.lowerBound)
      let words: Words? =
        switch comparison.verdict {
        case .slower: isTurned ? .faster : .slower
        case .faster: isTurned ? .slower : .faster
        case .level: .level
        case .undecided: nil
        }
      return Pair(
        cell: "\(cells.operation) at \(cells.load)", isSlower: names.contains(slower),
        ratio: ratio, interval: interval, words: words)
    }
  }
}
