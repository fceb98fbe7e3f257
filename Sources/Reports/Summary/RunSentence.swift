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
    let warmUp = Quantity.length(seconds: study.warmUp)
    let blocks = Quantity.counted(study.blocks.maximum, "block")
    return "\(blocks) of \(window) after \(warmUp) of warm-up"
  }

  /// The run's warnings, and that it was cut off where it was.
  static func warnings(_ result: BenchmarkResult) -> [String] {
    let cut = "The run was cut off; these are the cells that were finished."
    return (result.ended == nil ? [cut] : []) + result.warnings
  }
}
