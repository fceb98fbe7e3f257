import HDRHistogram

extension LatencyFigures {
  /// The figures of several distributions together; nil without one.
  ///
  /// Adds the counts of equal values, which is exact.
  package init?(merging parts: [LatencyFigures]) {
    guard let first = parts.first else { return nil }
    guard parts.count > 1 else {
      self = first
      return
    }
    var counts: [UInt64: UInt64] = [:]
    for pair in parts.flatMap(\.histogram) where pair.count == 2 {
      counts[pair[0], default: 0] += pair[1]
    }
    let pairs = counts.sorted { $0.key < $1.key }
    let total = parts.reduce(0) { $0 + $1.count }
    count = total
    max = parts.reduce(0) { Swift.max($0, $1.max) }
    mean = parts.reduce(0) { $0 + $1.mean * Double($1.count) } / Double(total)
    histogram = pairs.map { [$0.key, $0.value] }
    let ceiling = max
    let percentile = { (percentile: Double) -> UInt64 in
      let wanted = (percentile / 100 * Double(total)).rounded(.up)
      var passed: UInt64 = 0
      for pair in pairs {
        passed += pair.value
        if Double(passed) >= wanted {
          return Swift.min(LatencyHistogram.equivalents(of: pair.key).upperBound, ceiling)
        }
      }
      return ceiling
    }
    (p50, p90, p95) = (percentile(50), percentile(90), percentile(95))
    (p99, p999) = (percentile(99), percentile(99.9))
  }
}
