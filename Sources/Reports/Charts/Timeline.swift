import Decisions
import Results
import Statistics
import IIIFBench
import LoadGenerator

/// The figures of a cell over time, as medians over its blocks.
struct Timeline {
  /// One second, or several seconds combined.
  struct Moment: Hashable {
    /// The first second.
    var second: Int
    /// The number of combined seconds.
    var length: Int
    /// Valid answers per second.
    var throughput: Double
    /// Its range over the blocks; nil with one block.
    var throughputRange: ClosedRange<Double>?
    /// Median response time in microseconds; nil without an answer.
    var median: Double?
    /// Its range over the blocks; nil with one block.
    var medianRange: ClosedRange<Double>?
    /// Whether it is part of the warm-up.
    var warmUp: Bool
  }

  /// The moments in order.
  let moments: [Moment]

  /// Takes the median over the blocks of each whole second of the warm-up and the window, and
  /// combines seconds so that at most `limit` moments remain.
  init(_ blocks: [CellResult], warmUp: Double, limit: Int = 60) {
    let whole = blocks.flatMap { block in
      block.timeline.filter { Double($0.second + 1) <= warmUp + block.seconds + 0.05 }
    }
    let seconds = Dictionary(grouping: whole, by: \.second)
    let last = seconds.keys.max() ?? -1
    let width = max(1, (last + limit) / limit)
    moments = stride(from: 0, through: last, by: width).compactMap { start in
      let inside = (start..<start + width).compactMap { seconds[$0] }
      guard !inside.isEmpty else { return nil }
      let counts = inside.compactMap { BlockSpread($0.map { Double($0.requests) }) }
      let times = BlockSpread(inside.joined().filter { $0.requests > 0 }.map { Double($0.p50) })
      let mean = { (value: (BlockSpread) -> Double) in
        counts.reduce(0) { $0 + value($1) } / Double(counts.count)
      }
      return Moment(
        second: start, length: min(width, last + 1 - start),
        throughput: mean(\.median),
        throughputRange: blocks.count > 1 ? mean(\.lowest)...mean(\.highest) : nil,
        median: times?.median, medianRange: blocks.count > 1 ? times.map(\.range) : nil,
        warmUp: inside.allSatisfy { $0.contains(where: \.warmUp) })
    }
  }

  /// The start of the measured window in seconds: the planned end of the warm-up, or the first second
  /// within the window if that differs.
  func windowStart(warmUp: Double) -> Double {
    let first = Double(
      moments.first { !$0.warmUp }?.second ?? moments.last.map { $0.second + 1 } ?? 0)
    return first - 1 <= warmUp && warmUp <= first ? warmUp : first
  }

  /// The end of the last second.
  var end: Int { moments.last.map { $0.second + $0.length } ?? 0 }
}
