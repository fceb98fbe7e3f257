import Decisions
package import Results
package import IIIFBench

/// A cell whose figure exceeds a threshold, or that failed.
package struct ThresholdMiss: Hashable, Sendable {
  /// The threshold.
  package let threshold: Threshold
  /// The cell.
  package let cell: Cell
  /// Its figure in the base unit of the metric; nil if the cell failed.
  package let value: Double?

  /// `NAME crop jp2 10 users: p99 is 612 ms (p99(crop) > 500ms)`.
  package var message: String { "\(finding) (\(threshold.text))" }

  /// The message without the threshold.
  var finding: String {
    guard let value else { return "\(cell.label): failed, no figure" }
    let metric = threshold.metric
    return "\(cell.label): \(metric.rawValue) is \(metric.dimension.text(value))"
  }
}

extension Threshold {
  /// Reports that no figure was compared with the threshold.
  var idleMessage: String { "\(text): no measured cell has this figure" }
}

/// The outcomes of the thresholds of a result.
package struct ThresholdReport: Sendable {
  /// All thresholds.
  package let all: [Threshold]
  /// The cells that miss a threshold.
  package let misses: [ThresholdMiss]
  /// Thresholds without a figure in any measured cell.
  package let idle: [Threshold]

  /// Compares the measured cells with the thresholds of the study.
  package init(_ result: BenchmarkResult) {
    self.init(result.study.thresholds, summary: ResultSummary(result))
  }

  init(_ thresholds: [Threshold], summary: ResultSummary) {
    var (misses, idle): ([ThresholdMiss], [Threshold]) = ([], [])
    for threshold in thresholds {
      var compared = false
      for cell in summary.cells where threshold.scope.contains(cell.cell) {
        if cell.state == .failed {
          compared = true
          misses.append(ThresholdMiss(threshold: threshold, cell: cell.cell, value: nil))
        }
        guard let value = threshold.metric.value(of: cell) else { continue }
        compared = true
        if threshold.comparison.holds(value, threshold.limit) {
          misses.append(ThresholdMiss(threshold: threshold, cell: cell.cell, value: value))
        }
      }
      if !compared { idle.append(threshold) }
    }
    (all, self.misses, self.idle) = (thresholds, misses, idle)
  }
}
