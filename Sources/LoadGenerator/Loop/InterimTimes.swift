import HDRHistogram

/// Figures of the response times in a window that is still open.
struct InterimTimes {
  /// Median so far in microseconds; nil before the first answer.
  private(set) var p50: UInt64?
  /// 99th percentile so far in microseconds; nil before the first answer.
  private(set) var p99: UInt64?
  /// Median since the last update in microseconds; nil without an answer.
  private(set) var recent: UInt64?

  private var counts: [UInt64: UInt64] = [:]

  /// Updates the figures with all response times of the window so far.
  mutating func update(_ times: LatencyHistogram) {
    p50 = times.median
    p99 = times.value(atPercentile: 99)
    var added: [(value: UInt64, count: UInt64)] = []
    for recorded in times.recordedValues {
      let count = recorded.count - min(recorded.count, counts[recorded.value] ?? 0)
      guard count > 0 else { continue }
      added.append((recorded.value, count))
      counts[recorded.value] = recorded.count
    }
    recent = Self.median(of: added)
  }

  /// The median of values in increasing order, each with its count.
  private static func median(of values: [(value: UInt64, count: UInt64)]) -> UInt64? {
    let half = (values.reduce(0) { $0 + $1.count } + 1) / 2
    var passed: UInt64 = 0
    return values.first { entry in
      passed += entry.count
      return passed >= half
    }?.value
  }
}
