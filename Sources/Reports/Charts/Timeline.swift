import IIIFBench
import LoadGenerator

/// The seconds of a cell, as the median over its blocks.
struct Timeline {
  /// A second, or a few seconds together.
  struct Moment: Hashable {
    /// The first second.
    var second: Int
    /// Right answers a second.
    var throughput: Double
    /// Median response time in microseconds; nil without an answer.
    var median: Double?
    /// Whether it lies in the warm-up.
    var warmUp: Bool
  }

  /// The moments in their order.
  let moments: [Moment]

  /// Takes the median over the blocks of every second, and puts seconds together until at most
  /// `limit` moments are left.
  init(_ blocks: [CellResult], limit: Int = 60) {
    let seconds = Dictionary(grouping: blocks.flatMap(\.timeline), by: \.second)
    let last = seconds.keys.max() ?? -1
    let width = max(1, (last + limit) / limit)
    moments = stride(from: 0, through: last, by: width).compactMap { start in
      let inside = (start..<start + width).compactMap { seconds[$0] }
      guard !inside.isEmpty else { return nil }
      let counts = inside.compactMap { BlockSpread($0.map { Double($0.requests) })?.median }
      let times = inside.joined().filter { $0.requests > 0 }.map { Double($0.p50) }
      return Moment(
        second: start, throughput: counts.reduce(0, +) / Double(counts.count),
        median: BlockSpread(times)?.median,
        warmUp: inside.allSatisfy { $0.contains(where: \.warmUp) })
    }
  }

  /// The last second of the warm-up and one, where the measured window begins.
  var windowStart: Int {
    moments.first { !$0.warmUp }?.second ?? 0
  }
}
