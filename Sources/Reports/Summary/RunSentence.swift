import Decisions
import Results
import IIIFBench

/// Words what was run, for the heads of reports.
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

  /// The run's warnings, and that it was cut off where it was.
  static func warnings(_ result: BenchmarkResult) -> [String] {
    let cut = "The run was cut off; these are the cells that were finished."
    return (result.ended == nil ? [cut] : []) + result.warnings
  }

  /// What stands in the head of every report: that a debug build measured, how much ratios vary
  /// from block to block, and why the run ended.
  static func certainty(_ result: BenchmarkResult, _ verdicts: Verdicts) -> [String] {
    let noise = verdicts.noise.map {
      "Noise: the ratio of two servers varies by \(Quantity.percent($0)) % from block to block."
    }
    let debug =
      "A debug build measured this: its load generator is slow, and takes processor time from the "
      + "servers. Use a release build."
    return (result.tool.build == .debug ? [debug] : [])
      + [noise, result.stopping.map { text($0, result.study) }].compactMap(\.self)
  }

  private static func text(_ stopping: Stopping, _ study: Study) -> String {
    let head = "Stopped after \(Quantity.counted(stopping.blocks, "block"))"
    let count = Quantity.counted(stopping.open, "comparison")
    let open = stopping.open == 0 ? "" : "; \(count) \(stopping.open == 1 ? "is" : "are") open"
    switch stopping.reason {
    case .decided: return "\(head): all comparisons are decided."
    case .maximumBlocks: return "\(head), the most allowed\(open)."
    case .timeBudget:
      let budget = study.timeBudget.map { " of \(Quantity.length(seconds: $0))" } ?? ""
      return "\(head): another one would exceed the time budget\(budget)\(open)."
    }
  }
}
