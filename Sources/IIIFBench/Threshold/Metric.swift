/// A metric that a threshold can limit.
package enum Metric: String, CaseIterable, Sendable {
  /// Median of response time.
  case p50
  /// 90th percentile of response time.
  case p90
  /// 95th percentile of response time.
  case p95
  /// 99th percentile of response time.
  case p99
  /// 99.9th percentile of response time.
  case p999
  /// Longest response time.
  case max
  /// Mean response time.
  case mean
  /// Median of the time to first byte.
  case ttfb
  /// Valid answers per second, the median over the blocks.
  case throughput
  /// Failed requests.
  case errors
  /// Failed requests in percent of all.
  case errorRate = "error-rate"
  /// Mean size of answers.
  case size
  /// The server's CPU time per answer.
  case cpu
  /// The server's peak memory.
  case memory

  /// The dimension of a metric.
  package enum Dimension: CaseIterable, Sendable {
    /// Microseconds.
    case time
    /// Bytes.
    case bytes
    /// Events per second.
    case rate
    /// Percent.
    case share
    /// Whole numbers.
    case count

    /// The units of limits, with their size in the base unit.
    package var units: [(name: String, size: Double)] {
      switch self {
      case .time: [("µs", 1), ("us", 1), ("ms", 1000), ("s", 1_000_000)]
      case .bytes: [("B", 1), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9)]
      case .rate: [("/s", 1)]
      case .share: [("%", 1)]
      case .count: []
      }
    }
  }

  /// The dimension.
  package var dimension: Dimension {
    switch self {
    case .p50, .p90, .p95, .p99, .p999, .max, .mean, .ttfb, .cpu: .time
    case .size, .memory: .bytes
    case .throughput: .rate
    case .errorRate: .share
    case .errors: .count
    }
  }
}
