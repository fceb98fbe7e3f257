package import HDRHistogram

/// Figures of a distribution of durations in microseconds, with the distribution itself.
///
/// A percentile is the highest value equivalent, within three significant digits, to the smallest
/// recorded value that is at least as large as that share of all values.
package struct LatencyFigures: Codable, Hashable, Sendable {
  /// The number of values.
  package var count: UInt64
  /// Median.
  package var p50: UInt64
  /// 90th percentile.
  package var p90: UInt64
  /// 95th percentile.
  package var p95: UInt64
  /// 99th percentile.
  package var p99: UInt64
  /// 99.9th percentile.
  package var p999: UInt64
  /// Largest value.
  package var max: UInt64
  /// Arithmetic mean.
  package var mean: Double
  /// The full histogram: pairs of a value in microseconds and its count.
  package var histogram: [[UInt64]]

  /// Takes the figures of a histogram; nil if it is empty.
  package init?(_ histogram: LatencyHistogram) {
    guard histogram.count > 0 else { return nil }
    count = histogram.count
    p50 = histogram.value(atPercentile: 50)
    p90 = histogram.value(atPercentile: 90)
    p95 = histogram.value(atPercentile: 95)
    p99 = histogram.value(atPercentile: 99)
    p999 = histogram.value(atPercentile: 99.9)
    max = histogram.max
    mean = histogram.mean
    self.histogram = histogram.recordedValues.map { [$0.value, $0.count] }
  }

  /// The original histogram.
  package var latencyHistogram: LatencyHistogram {
    var restored = LatencyHistogram()
    for pair in histogram where pair.count == 2 { restored.record(pair[0], count: pair[1]) }
    return restored
  }
}
