package import Decisions
import Results
import Statistics
import IIIFBench

extension Metric {
  /// The figure of a cell in the base unit of its dimension; nil if the cell does not have it.
  package func value(of cell: CellSummary) -> Double? {
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

extension Metric.Dimension {
  /// A value with its unit.
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
