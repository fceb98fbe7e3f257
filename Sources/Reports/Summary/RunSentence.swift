import Decisions
import Results
import IIIFBench

/// Describes the run, for the heads of reports.
enum RunSentence {
  /// Servers, blocks, windows, loads, machine and date in one sentence.
  static func text(_ result: BenchmarkResult) -> String {
    let study = result.study
    let loads = study.loads.map(\.label).joined(separator: ", ")
    return "\(Quantity.counted(result.servers.count, "server")), \(windows(study)), at \(loads), "
      + "on \(Quantity.counted(result.host.processors, "processor")) of \(result.host.processor), "
      + "\(Timestamp.text(result.started))."
  }

  /// `3 blocks of 10 s after 2 s of warm-up`.
  static func windows(_ study: Study) -> String {
    let window =
      study.iterations.map { Quantity.counted($0, "iteration") }
      ?? Quantity.length(seconds: study.duration)
    let count = Quantity.counted(study.blocks.maximum, "block")
    let blocks = study.blocks == .fixed(study.blocks.maximum) ? count : "up to \(count)"
    return "\(blocks) of \(window) after \(warmUp(study.warmUp))"
  }

  private static func warmUp(_ length: WarmUpLength) -> String {
    length.seconds.map { "\(Quantity.length(seconds: $0)) of warm-up" }
      ?? "a warm-up until the throughput is steady"
  }

  /// The warnings of the run, including its interruption.
  static func warnings(_ result: BenchmarkResult) -> [String] {
    let cut = "The run was interrupted; the report has the finished cells only."
    return (result.ended == nil ? [cut] : []) + result.warnings
  }

  /// The limits of the result for the heads of reports: a debug build, the noise, and why the run
  /// ended.
  static func certainty(_ result: BenchmarkResult, _ verdicts: Verdicts) -> [String] {
    let noise = verdicts.noise.map {
      "Noise: the ratio of two servers varies by \(Quantity.percent($0)) % from block to block."
    }
    let debug =
      "A debug build measured this: its load generator is slow and takes CPU time from the servers. "
      + "Use a release build."
    return (result.tool.build == .debug ? [debug] : [])
      + [noise, result.stopping.map { text($0, result.study) }].compactMap(\.self)
  }

  private static func text(_ stopping: Stopping, _ study: Study) -> String {
    let head = "Stopped after \(Quantity.counted(stopping.blocks, "block"))"
    let count = Quantity.counted(stopping.open, "comparison")
    let open = stopping.open == 0 ? "" : "; \(count) \(stopping.open == 1 ? "is" : "are") open"
    switch stopping.reason {
    case .decided: return "\(head): all comparisons of servers are decided."
    case .maximumBlocks: return "\(head), the maximum\(open)."
    case .timeBudget:
      let budget = study.timeBudget.map { " of \(Quantity.length(seconds: $0))" } ?? ""
      return "\(head): another block would exceed the time budget\(budget)\(open)."
    }
  }
}
