import Support
import Decisions
import Results
import IIIFBench
import LoadGenerator
import Statistics

/// The inspections of a server after its starts.
struct StartSummary {
  private let starts: [StartRecord]

  /// Selects the starts of a server.
  init(of server: String, in starts: [StartRecord]) {
    self.starts = starts.filter { $0.server == server }
  }

  /// The findings with their titles.
  var facts: [(title: String, text: String)] {
    let caches = unique(starts.flatMap(\.caches).map(\.format)).map { format in
      (
        "cache check, \(format.name)",
        text(of: starts.flatMap(\.caches).filter { $0.format == format })
      )
    }
    return (connectTime.map { [("TCP connect", $0)] } ?? []) + caches
  }

  private var connectTime: String? {
    let times = starts.compactMap(\.connectTime)
    guard let median = BlockSpread(times.map(\.median)) else { return nil }
    let deviation = BlockSpread(times.map(\.deviation))?.median ?? 0
    return "median \(Quantity.duration(median.median)), deviation \(Quantity.duration(deviation)), "
      + "over \(Quantity.counted(times.count, "start"))"
  }

  private func text(of checks: [CacheCheck]) -> String {
    let ratio = BlockSpread(checks.map(\.ratio)).map { Quantity.number($0.median) } ?? Quantity.none
    let cached = checks.count(where: \.isCached)
    let verdict = cached == 0 ? "not cached" : "cached in \(cached) of \(checks.count)"
    return "a fresh URL costs \(ratio) times as much as a repeated one, over "
      + "\(Quantity.counted(checks.count, "start")): \(verdict)"
  }
}
