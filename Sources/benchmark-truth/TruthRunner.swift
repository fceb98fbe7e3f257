import ChildProcess
import Decisions
import Foundation
import IIIFBench
import Results
import Statistics

/// Runs the benchmark over two of the servers.
struct TruthRunner: Sendable {
  let program: String
  let servers: TruthServers

  /// Which servers are compared, and how.
  struct Design: Sendable {
    /// The number of blocks.
    enum Blocks: Sendable {
      case automatic(atMost: Int)
      case fixed(Int)
    }

    /// The second server; the first is always the same.
    var other: TruthServers.Copy
    /// The operations.
    var operations: [String]
    /// The numbers of users.
    var users: [Int]
    /// The length of a window in seconds.
    var duration: Double
    var blocks: Blocks
    var order = MeasuringOrder.alternate

    /// Two copies that are alike, in ten cells.
    static let equal = Design(
      other: .alike, operations: ["information", "resize", "crop", "region-percent", "tiles"],
      users: [1, 10], duration: 1, blocks: .automatic(atMost: 3))
    /// The slower copy, in two cells.
    static let slower = Design(
      other: .slower, operations: ["crop", "tiles"], users: [10], duration: 4,
      blocks: .automatic(atMost: 8))

    /// Two copies that are alike, in a number of blocks that does not depend on what is found.
    static func cost(in order: MeasuringOrder) -> Design {
      Design(
        other: .alike, operations: ["crop", "tiles"], users: [1, 10], duration: 2,
        blocks: .fixed(6), order: order)
    }

    fileprivate var flags: [String] {
      let cells = operations.flatMap { ["--operation", $0] } + ["--format", "tiff-pyramid"]
      let loads = ["--concurrency", users.map(String.init).joined(separator: ",")]
      let windows = ["--duration", "\(duration)", "--order", order.rawValue, "--time-budget", "5m"]
      return cells + loads + windows + blockFlags
    }

    private var blockFlags: [String] {
      switch blocks {
      case .automatic(let limit): ["--blocks", "auto", "--max-blocks", "\(limit)"]
      case .fixed(let count): ["--blocks", "\(count)"]
      }
    }
  }

  /// A run with a seed, and how long it took.
  func run(_ design: Design, seed: Int) async throws -> TruthRun {
    let results = servers.folder.appending(path: "results-\(seed)-\(design.order.rawValue)")
    var flags = ["run", "quick", "--runtime", "process", "--quiet", "--seed", "\(seed)"]
    flags += ["--servers", servers.folder.path(percentEncoded: false)]
    flags += ["--output", results.path(percentEncoded: false)]
    flags += [TruthServers.Copy.first, design.other].flatMap { ["--server", $0.rawValue] }
    let start = ContinuousClock.now
    let completion = try await Command(program: program, arguments: flags + design.flags).run()
    let journal = results.appending(path: "latest/journal.jsonl")
    guard completion.succeeded else {
      throw TruthError("\(program) \(completion.ending)", lines: completion.lastLines(10))
    }
    let result = try Journal.read(journal).result
    try FileManager.default.removeItem(at: results)
    return TruthRun(result, seconds: (ContinuousClock.now - start) / .seconds(1))
  }

  /// What a precision costs in both orders.
  func orderCost(seed: Int) async throws -> OrderCost {
    let alternating = try await run(.cost(in: .alternate), seed: seed)
    let sequential = try await run(.cost(in: .sequential), seed: seed)
    return OrderCost(alternating: alternating, sequential: sequential)
  }
}

/// What a run says about two servers.
struct TruthRun: Sendable {
  /// The comparison of the two servers in one cell.
  struct Pair: Sendable {
    /// The cell without its server.
    var cell: String
    /// How many times faster the first server is.
    var ratio: Double
    /// The interval of the ratio.
    var interval: ClosedRange<Double>
    /// Whether the second server is slower, faster, level; nil where it is open.
    var words: Words?

    /// Whether the servers are said to differ.
    var isDifference: Bool { words == .slower || words == .faster }
  }

  enum Words: Sendable { case slower, faster, level }

  var pairs: [Pair]
  var blocks: Int
  var requests: Int
  var seconds: Double
  /// How much a ratio varies from block to block.
  var noise: Double

  init(_ result: BenchmarkResult, seconds: Double) {
    let verdicts = Verdicts(result)
    pairs = verdicts.groups.flatMap { Self.pairs(of: $0) }
    blocks = result.cells.map(\.block).max() ?? 0
    requests = result.cells.reduce(0) { $0 + $1.requests }
    noise = verdicts.noise ?? .nan
    self.seconds = seconds
  }

  /// The pair of a cell, seen from the first server.
  private static func pairs(of cells: ComparedCells) -> [Pair] {
    cells.pairs.compactMap { pair in
      guard let comparison = pair.comparison else { return nil }
      // The comparison is of the worse server with the better one.
      let isReversed =
        cells.servers[pair.worse].cell.cell.server == TruthServers.Copy.first.rawValue
      let (ratio, interval) = (comparison.ratio, comparison.interval)
      let words: Words? =
        switch comparison.verdict {
        case .slower: isReversed ? .faster : .slower
        case .faster: isReversed ? .slower : .faster
        case .level: .level
        case .undecided: nil
        }
      return Pair(
        cell: "\(cells.operation) at \(users(of: cells.load))",
        ratio: isReversed ? ratio : 1 / ratio,
        interval: isReversed
          ? interval : (1 / interval.upperBound)...(1 / interval.lowerBound),
        words: words)
    }
  }

  private static func users(of load: Load) -> String {
    if case .concurrency(1) = load { return "1 user" }
    if case .concurrency(let users) = load { return "\(users) users" }
    return "\(load)"
  }
}
