import Decisions
import Results
import IIIFBench

/// The sources and resolutions of CPU times.
enum CPUClockText {
  /// `control group (to 1 µs)`, `process clocks (to 1 ns–10 ms)`; nil if unknown.
  static func text(of cells: [CellSummary]) -> String? {
    let clocks = cells.flatMap(\.blocks).compactMap(\.serverCPUClock)
    let sources = CPUClock.Source.allCases.compactMap { source -> String? in
      let resolutions = Set(clocks.filter { $0.source == source }.map(\.resolution))
      guard let finest = resolutions.min(), let coarsest = resolutions.max() else { return nil }
      let range = finest == coarsest ? time(finest) : "\(time(finest))–\(time(coarsest))"
      return "\(source.rawValue) (to \(range))"
    }
    return sources.isEmpty ? nil : sources.joined(separator: ", ")
  }

  private static func time(_ seconds: Double) -> String {
    for (unit, factor) in [("s", 1.0), ("ms", 1e3), ("µs", 1e6)] where seconds * factor > 0.9995 {
      return "\(Quantity.tick(seconds * factor)) \(unit)"
    }
    return "\(Quantity.tick(seconds * 1e9)) ns"
  }
}
