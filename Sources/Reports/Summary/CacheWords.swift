import Decisions
import IIIFBench
import Results

/// Describes what cells show of caches that are measured on purpose.
struct CacheWords {
  /// The server and the cell: `a: crop of jp2-10x at 4 users`.
  let subject: String
  /// The hits, the phases and the working set.
  let text: String

  /// The caches of all cells that have figures.
  static func all(in summary: ResultSummary) -> [CacheWords] {
    summary.cells.compactMap { cell in cell.cache.map { CacheWords(cell, $0) } }
  }

  private init(_ cell: CellSummary, _ cache: CacheSummary) {
    let place = cell.cell
    subject =
      "\(place.serverLabel): \(place.operation) of \(place.format.name) at \(place.load.label)"
    let recognition =
      switch cache.recognition {
      case .field(let name): "by the field \(name)"
      case .time: "by time, without a field that says so"
      }
    let requests = Quantity.counted(cache.distinctRequests, "different request")
    let pictures =
      cache.pictures > 0 ? " of \(Quantity.counted(cache.pictures, "picture"))" : ""
    text =
      [
        "\(Self.ratio(cache.warm)) from the cache, \(recognition)",
        "warm: \(Self.phase(cache.warm))",
        cache.cold.map { "cold: \(Self.phase($0)), \(Self.ratio($0)) from the cache" },
        "working set: \(requests)\(pictures)",
      ].compactMap(\.self).joined(separator: "; ")
  }

  /// `98 %`, of valid answers.
  static func ratio(_ phase: CachePhase) -> String {
    phase.hitRatio.map { $0 == 0 ? "0 %" : Quantity.share($0) } ?? "no answer"
  }

  /// `6434 requests/s, hits 0.15 ms, misses 35 ms`: medians.
  private static func phase(_ phase: CachePhase) -> String {
    [
      "\(Quantity.number(phase.answersPerSecond)) requests/s",
      phase.hitTime.map { "hits \(Quantity.duration(Double($0.p50)))" },
      phase.missTime.map { "misses \(Quantity.duration(Double($0.p50)))" },
    ].compactMap(\.self).joined(separator: ", ")
  }
}
