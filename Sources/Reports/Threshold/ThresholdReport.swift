import Decisions
package import Results
package import IIIFBench

/// A cell whose figure exceeded a threshold, or that failed and has none.
package struct ThresholdMiss: Hashable, Sendable {
  /// The threshold.
  package let threshold: Threshold
  /// The cell.
  package let cell: Cell
  /// Its figure in the base unit of the metric; nil where the cell failed.
  package let value: Double?

  /// `NAME crop jp2 10 users: p99 is 612 ms (p99(crop) > 500ms)`.
  package var message: String { "\(finding) (\(threshold.text))" }

  /// The message without the threshold.
  var finding: String {
    guard let value else { return "\(cell.label): failed without a figure" }
    let metric = threshold.metric
    return "\(cell.label): \(metric.rawValue) is \(metric.dimension.text(value))"
  }
}

extension Threshold {
  /// That it proves nothing, for lack of a figure.
  var idleMessage: String { "\(text): no measured cell has that figure" }
}

/// What thresholds say about a result.
package struct ThresholdReport: Sendable {
  /// All thresholds.
  package let all: [Threshold]
  /// The cells that missed a threshold.
  package let misses: [ThresholdMiss]
  /// Thresholds that no measured cell has a figure for; they prove nothing.
  package let idle: [Threshold]

  /// Compares every measured cell with every threshold of the study that it is in the scope of.
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
