import IIIFBench

/// A figure that a threshold can limit.
public enum Metric: String, CaseIterable, Sendable {
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
  /// Median of the time to the first byte.
  case ttfb
  /// Right answers per second, the median over the blocks.
  case throughput
  /// Failed requests.
  case errors
  /// Failed requests in percent of all.
  case errorRate = "error-rate"
  /// Mean size of an answer.
  case size
  /// The server's CPU time for one answer.
  case cpu
  /// The server's peak memory.
  case memory

  /// What a metric's numbers count.
  enum Dimension {
    case time
    case bytes
    case rate
    case share
    case count

    /// The units in which limits can be given, with their size in the base unit.
    var units: [(name: String, size: Double)] {
      switch self {
      case .time: [("µs", 1), ("us", 1), ("ms", 1000), ("s", 1_000_000)]
      case .bytes: [("B", 1), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9)]
      case .rate: [("/s", 1)]
      case .share: [("%", 1)]
      case .count: []
      }
    }

    /// A value in words.
    func text(_ value: Double) -> String {
      switch self {
      case .time: Quantity.duration(value)
      case .bytes: Quantity.bytes(value)
      case .rate: "\(Quantity.number(value))/s"
      case .share: "\(Quantity.number(value)) %"
      case .count: Quantity.count(Int(value))
      }
    }
  }

  var dimension: Dimension {
    switch self {
    case .p50, .p90, .p95, .p99, .p999, .max, .mean, .ttfb, .cpu: .time
    case .size, .memory: .bytes
    case .throughput: .rate
    case .errorRate: .share
    case .errors: .count
    }
  }

  /// The figure of a cell in the base unit of its dimension; nil where the cell has none.
  public func value(of cell: CellSummary) -> Double? {
    guard cell.state == .measured else { return nil }
    let times = cell.responseTime
    switch self {
    case .p50: return times.map { Double($0.p50) }
    case .p90: return times.map { Double($0.p90) }
    case .p95: return times.map { Double($0.p95) }
    case .p99: return times.map { Double($0.p99) }
    case .p999: return times.map { Double($0.p999) }
    case .max: return times.map { Double($0.max) }
    case .mean: return times?.mean
    case .ttfb: return cell.timeToFirstByte.map { Double($0.p50) }
    case .throughput: return cell.throughput?.median
    case .errors: return Double(cell.errorCount)
    case .errorRate:
      let all = cell.requests + cell.errorCount
      return all > 0 ? 100 * Double(cell.errorCount) / Double(all) : nil
    case .size: return cell.meanBytes
    case .cpu: return cell.cpuSecondsPerRequest.map { $0 * 1e6 }
    case .memory: return cell.peakMemory.map(Double.init)
    }
  }
}
